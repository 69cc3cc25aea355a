package dev.logarchiver.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.intake.ListEntry.Rejected;
import dev.logarchiver.intake.Origin;
import dev.logarchiver.ledger.WorkerHistory.WorkerRuns;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.state.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.support.JdbcTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a database must tell of the past of a list's Workers.
 */
abstract class WorkerHistoryContract {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456Z");

	private final TestDatabase database;

	private final WorkerHistory history;

	WorkerHistoryContract(TestDatabase database) {
		this.database = database;
		this.history = new WorkerHistory(database.jdbc());
	}

	private long list(String... workers) {
		return new WorkerLists(this.database.jdbc(), this.database.template(),
				new JdbcTransactionManager(this.database.dataSource()), Clock.systemUTC())
			.store((entries) -> {
				entries.accept(new Rejected("?", "no Worker ID", new Origin("f", 1)));
				for (String worker : workers) {
					entries.accept(new Listed(new WorkerId(worker), new Origin("f", 2)));
				}
			})
			.listId();
	}

	private void run(String worker, int number, int revision, boolean isFinal, Instant at) {
		this.database.jdbc()
			.sql("""
					INSERT INTO archived_log (worker_id, run_id, revision, object_key, is_final, completeness, run_status, run_at,
					text_size, object_size, sha256, archived_at, execution_id)
					VALUES (?, ?, ?, 'key', ?, 'full', 'succeeded', ?, 1, 1, 'x', ?, 1)""")
			.params(worker, "r" + number, revision, isFinal, Columns.time(at), Columns.time(at))
			.update();
	}

	private static Instant hour(int hour) {
		return START.plusSeconds(3600L * hour);
	}

	@Test
	void newestRunsOfEachWorkerOfAListPageByPage() {
		for (int hour = 1; hour <= 5; hour++) {
			run("often", hour, 1, true, hour(hour));
		}
		run("open", 1, 1, true, hour(1));
		run("open", 2, 1, false, hour(2));
		run("open", 3, 1, false, hour(3));
		run("unlisted", 1, 1, true, hour(1));
		long list = list("often", "never", "open");
		List<WorkerRuns> page = this.history.runs(list, 0, 2, 3);
		assertThat(page).extracting((runs) -> runs.worker().value()).containsExactly("often", "never");
		assertThat(page.getFirst().all()).containsExactly(hour(5), hour(4), hour(3));
		assertThat(page.getLast().all()).isEmpty();
		List<WorkerRuns> next = this.history.runs(list, page.getLast().entry(), 2, 3);
		assertThat(next).singleElement()
			.satisfies((open) -> assertThat(open.all()).containsExactly(hour(3), hour(2), hour(1)));
		assertThat(this.history.runs(list, next.getLast().entry(), 2, 3)).isEmpty();
	}

	@Test
	void revisionsOfARunCountOnce() {
		for (int hour = 1; hour <= 5; hour++) {
			run("changed", hour, 1, true, hour(hour));
		}
		run("changed", 5, 2, true, hour(5));
		run("changed", 5, 3, true, hour(5));
		assertThat(this.history.runs(list("changed"), 0, 10, 3)).singleElement()
			.satisfies((changed) -> assertThat(changed.all()).containsExactly(hour(5), hour(4), hour(3)));
	}

}
