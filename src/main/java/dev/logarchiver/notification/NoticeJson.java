package dev.logarchiver.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.execution.history.WorkerFreshness;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.notices.Condition.Kind;
import dev.logarchiver.ledger.notices.ToldCondition;
import dev.logarchiver.lines.LogLine;
import dev.logarchiver.report.FailingWorker;
import org.jspecify.annotations.Nullable;

/**
 * A message as JSON, with all that there is to tell. The names are a public interface.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NoticeJson(String id, String event, String type, String title, Instant time, String command, String job,
		@Nullable String shard, @Nullable Instant tick, @Nullable Long execution, int exit, Counts counts,
		@Nullable JobFailed jobFailed, @Nullable Told jobRecovered, List<Failing> newlyFailing, List<Told> recovered,
		List<NotArchived> notArchived, List<Told> archivedAgain, List<Late> late, List<Told> noLongerLate,
		List<Told> reminders) {

	/** So many Workers are named in each list; the counts have all. */
	private static final int MOST = 100;

	static NoticeJson of(String id, Occasion occasion, Changes changes) {
		Headline headline = Headline.of(occasion, changes);
		return new NoticeJson(id, event(changes), headline.urgency().toString(), headline.text(), occasion.time(),
				occasion.command(), occasion.part().job(),
				(occasion.part().shard() != null) ? occasion.part().shard().toString() : null, occasion.tick(),
				occasion.execution(), occasion.exit(), Counts.of(changes),
				changes.found(Finding.JobFailed.class).stream().map(JobFailed::of).findFirst().orElse(null),
				changes.over(Kind.JOB).stream().map(Told::of).findFirst().orElse(null),
				changes.found(Finding.Failing.class).stream().limit(MOST).map(Failing::of).toList(),
				told(changes.over(Kind.FAILING)),
				changes.found(Finding.NotArchived.class).stream().limit(MOST).map(NotArchived::of).toList(),
				told(changes.over(Kind.NOT_ARCHIVED)),
				changes.found(Finding.Late.class).stream().limit(MOST).map(Late::of).toList(),
				told(changes.over(Kind.LATE)), changes.reminds() ? told(changes.still()) : List.of());
	}

	private static String event(Changes changes) {
		return changes.first() ? "first"
				: (changes.found().isEmpty() && changes.over().isEmpty()) ? "reminder" : "change";
	}

	private static List<Told> told(List<ToldCondition> told) {
		return told.stream().limit(MOST).map(Told::of).toList();
	}

	/**
	 * How many Workers there are in each list, and how many are still as was told before.
	 */
	record Counts(int newlyFailing, int recovered, int notArchived, int archivedAgain, int late, int noLongerLate,
			int stillFailing, int stillNotArchived, int stillLate) {

		static Counts of(Changes changes) {
			return new Counts(changes.found(Finding.Failing.class).size(), changes.over(Kind.FAILING).size(),
					changes.found(Finding.NotArchived.class).size(), changes.over(Kind.NOT_ARCHIVED).size(),
					changes.found(Finding.Late.class).size(), changes.over(Kind.LATE).size(),
					changes.still(Kind.FAILING).size(), changes.still(Kind.NOT_ARCHIVED).size(),
					changes.still(Kind.LATE).size());
		}

	}

	/** Why the job failed. */
	record JobFailed(int exit, String reason) {

		static JobFailed of(Finding.JobFailed finding) {
			return new JobFailed(finding.exit(), finding.reason());
		}

	}

	/** A Worker whose last run failed. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Failing(String worker, Instant since, String run, Instant runAt, @Nullable String error, @Nullable Long line,
			boolean compared) {

		static Failing of(Finding.Failing finding) {
			FailingWorker worker = finding.worker();
			LogLine error = worker.error();
			return new Failing(worker.worker().value(), worker.failed().since(), worker.failed().log().runId().value(),
					worker.failed().log().runAt(), (error != null) ? error.text() : null,
					(error != null) ? error.number() : null, worker.compared());
		}

	}

	/** A Worker that can't be archived. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record NotArchived(String worker, String code, String reason, @Nullable String requestId) {

		static NotArchived of(Finding.NotArchived finding) {
			FailedWorker worker = finding.worker();
			return new NotArchived(worker.worker(), worker.code(), worker.reason(), worker.requestId());
		}

	}

	/** A Worker that misses its usual runs. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Late(String worker, Instant newestRun, @Nullable Long intervalSeconds) {

		static Late of(Finding.Late finding) {
			WorkerFreshness worker = finding.worker();
			Duration interval = worker.interval();
			return new Late(worker.worker().value(), Objects.requireNonNull(worker.newestRun()),
					(interval != null) ? interval.toSeconds() : null);
		}

	}

	/**
	 * Something that was told before.
	 *
	 * @param kind in which way it is or was wrong
	 * @param worker the Worker; null where it is the job
	 * @param since since when it is or was
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Told(String kind, @Nullable String worker, Instant since) {

		static Told of(ToldCondition told) {
			Kind kind = told.subject().kind();
			return new Told(kind.toString(), (kind != Kind.JOB) ? told.subject().name() : null,
					told.condition().since());
		}

	}

}
