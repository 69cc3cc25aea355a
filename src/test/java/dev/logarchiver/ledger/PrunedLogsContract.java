package dev.logarchiver.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.logarchiver.lines.LogLine;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.state.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.logarchiver.ledger.SampleLogs.NOON;
import static dev.logarchiver.ledger.SampleLogs.WORKER;
import static dev.logarchiver.ledger.SampleLogs.ended;
import static dev.logarchiver.ledger.SampleLogs.open;
import static dev.logarchiver.ledger.SampleLogs.settled;
import static dev.logarchiver.ledger.SampleLogs.withErrors;
import static dev.logarchiver.ledger.SampleLogs.withText;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is promised of tombstones.
 */
abstract class PrunedLogsContract {

	private static final Instant LATER = NOON.plus(Duration.ofDays(90));

	private final TestDatabase database;

	private final Ledger ledger;

	private final PrunedLogs pruned;

	PrunedLogsContract(TestDatabase database) {
		this.database = database;
		this.ledger = new Ledger(database.jdbc());
		this.pruned = new PrunedLogs(database.jdbc(), Clock.fixed(LATER, ZoneOffset.UTC));
	}

	@Test
	void movesALogAndRemembersAllOfIt() {
		ArchivedLog log = withErrors(settled("r"), 2, new LogLine(7, "Traceback"));
		this.ledger.record(List.of(log, settled("other")));
		assertThat(this.pruned.mark(List.of(of(log)))).containsExactly(of(log));
		assertThat(this.ledger.revisions(WORKER, log.runId())).isEmpty();
		assertThat(this.ledger.size()).isEqualTo(1);
		assertThat(this.pruned.find(WORKER, log.runId())).containsExactly(of(log));
		assertThat(this.pruned.newestRevision(WORKER, log.runId())).hasValue(1);
		assertThat(this.pruned.newestRevision(WORKER, new RunId("other"))).isEmpty();
	}

	@Test
	void isPendingUntilItsObjectIsGoneAndThenForgetsItsText() {
		ArchivedLog log = withErrors(settled("r"), 2, new LogLine(7, "Traceback"));
		this.ledger.record(List.of(log, settled("s"), settled("t")));
		List<PrunedLog> marked = this.pruned.mark(List.of(of(settled("t")), of(log), of(settled("s"))));
		assertThat(this.pruned.pending(null, 2)).containsExactlyElementsOf(marked.subList(0, 2));
		assertThat(this.pruned.pending(marked.get(1), 2)).containsExactly(marked.get(2));
		this.pruned.done(List.of(marked.getFirst()));
		assertThat(this.pruned.pending(null, 9)).hasSize(2);
		assertThat(this.pruned.find(WORKER, log.runId())).singleElement()
			.isEqualTo(new PrunedLog(withErrors(log, 2), "keep-last 1", LATER, 9, LATER));
	}

	@Test
	void putsBackWhatTheStoreKeeps() {
		ArchivedLog log = withErrors(settled("r"), 2, new LogLine(7, "Traceback"));
		this.ledger.record(List.of(log));
		this.pruned.mark(List.of(of(log)));
		this.pruned.putBack(of(log), LATER.plusSeconds(60));
		this.pruned.putBack(of(log), LATER.plusSeconds(60));
		assertThat(this.ledger.revisions(WORKER, log.runId())).containsExactly(log.lockedUntil(LATER.plusSeconds(60)));
		assertThat(this.pruned.find(WORKER, log.runId())).isEmpty();
		assertThat(this.pruned.mark(List.of(of(log)))).as("locked by now").isEmpty();
	}

	@Test
	void leavesWhatIsHeldNotFinalChangedOrGone() {
		ArchivedLog partial = open("partial");
		ArchivedLog changed = settled("changed");
		this.ledger.record(List.of(settled("held"), partial, withText(changed, 'c'), settled("w", "r", NOON)));
		hold(WORKER.value(), "held");
		hold("w", "");
		assertThat(this.pruned.mark(List.of(of(settled("held")), of(partial), of(changed), of(settled("gone")),
				of(settled("w", "r", NOON)))))
			.isEmpty();
		assertThat(this.ledger.size()).isEqualTo(4);
		assertThat(this.database.count("pruned_log")).isZero();
	}

	@Test
	void marksOnceWhateverIsRepeated() {
		this.ledger.record(List.of(settled("r")));
		this.pruned.mark(List.of(of(settled("r"))));
		assertThat(this.pruned.mark(List.of(of(settled("r"))))).isEmpty();
		assertThat(this.pruned.pending(null, 9)).hasSize(1);
	}

	@Test
	void aRunThatIsPrunedIsNotLookedAtAgainUntilItsLogIsBack() {
		ArchivedLog byTimeAlone = new ArchivedLog(WORKER, new Run(new RunId("r"), RunStatus.RUNNING, NOON, null), 1,
				"key", true, settled("r").completeness(), settled("r").text(), 100, NOON, NOON, 7, null, null);
		this.ledger.record(List.of(byTimeAlone));
		assertThat(this.database.count("unfinished_run")).isEqualTo(1);
		this.pruned.mark(List.of(of(byTimeAlone)));
		assertThat(this.database.count("unfinished_run")).isZero();
		this.pruned.putBack(of(byTimeAlone), null);
		assertThat(this.database.count("unfinished_run")).isEqualTo(1);
	}

	@Test
	void aLeftoverIsStillDeleted() {
		ArchivedLog log = ended(open("r"), 1);
		this.ledger.record(List.of(open("r"), log));
		this.pruned.mark(List.of(of(log)));
		assertThat(this.database.jdbc().sql("SELECT object_key FROM stray_partial").query(String.class).list())
			.containsExactly(log.leftover());
	}

	@Test
	void countsAsArchivedWhereRunsAreListed() {
		this.ledger.record(List.of(settled("r"), settled("s")));
		this.pruned.mark(List.of(of(settled("r"))));
		WorkerHistory history = new WorkerHistory(this.database.jdbc());
		List<RunId> runs = List.of(new RunId("r"), new RunId("s"), new RunId("t"));
		assertThat(history.archived(WORKER, runs, false)).containsExactlyInAnyOrder(runs.get(0), runs.get(1));
		assertThat(history.archived(WORKER, runs, true)).containsExactlyInAnyOrder(runs.get(0), runs.get(1));
	}

	@Test
	void aHoldWaitsForAPruneThatIsUnderWay() throws InterruptedException {
		this.database.jdbc()
			.sql("INSERT INTO archive (archive_number, archive_id, created_at, store_uri, in_store, partials_owed) "
					+ "VALUES (1, 'id', CURRENT_TIMESTAMP, 'file:x', TRUE, FALSE)")
			.update();
		this.ledger.record(List.of(settled("r")));
		TransactionTemplate transaction = new TransactionTemplate(
				new JdbcTransactionManager(this.database.dataSource()));
		CountDownLatch marked = new CountDownLatch(1);
		Thread prune = Thread.ofVirtual().start(() -> transaction.executeWithoutResult((_) -> {
			this.pruned.mark(List.of(of(settled("r"))));
			marked.countDown();
		}));
		marked.await();
		transaction.executeWithoutResult((_) -> {
			new Holds(this.database.jdbc()).put(new Hold(WORKER, new RunId("r"), "audit", NOON));
			assertThat(this.pruned.find(WORKER, new RunId("r"))).as("what the hold came too late for").hasSize(1);
		});
		prune.join();
	}

	private void hold(String worker, String run) {
		this.database.jdbc()
			.sql("INSERT INTO log_hold (worker_id, run_id, reason, held_at) VALUES (?, ?, 'audit', CURRENT_TIMESTAMP)")
			.params(worker, run)
			.update();
	}

	private static PrunedLog of(ArchivedLog log) {
		return new PrunedLog(log, "keep-last 1", LATER, 9, null);
	}

}
