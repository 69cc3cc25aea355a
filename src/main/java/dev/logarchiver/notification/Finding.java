package dev.logarchiver.notification;

import java.time.Instant;
import java.util.Objects;

import dev.logarchiver.execution.history.WorkerFreshness;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.notices.Condition;
import dev.logarchiver.ledger.notices.Condition.Kind;
import dev.logarchiver.ledger.notices.Condition.Subject;
import dev.logarchiver.report.FailingWorker;

/** Something wrong that was found, with what there is to tell of it. */
sealed interface Finding {

	Condition condition();

	/**
	 * A Worker whose last run failed on the platform.
	 *
	 * @param worker the Worker and its first new error
	 */
	record Failing(FailingWorker worker) implements Finding {

		@Override
		public Condition condition() {
			return new Condition(new Subject(Kind.FAILING, this.worker.worker().value()), this.worker.failed().since());
		}

	}

	/**
	 * A Worker that misses its usual runs.
	 *
	 * @param worker the Worker and its newest run
	 */
	record Late(WorkerFreshness worker) implements Finding {

		@Override
		public Condition condition() {
			return new Condition(new Subject(Kind.LATE, this.worker.worker().value()),
					Objects.requireNonNull(this.worker.newestRun()));
		}

	}

	/**
	 * A Worker that can't be archived.
	 *
	 * @param worker the Worker and what keeps it from being archived
	 */
	record NotArchived(FailedWorker worker) implements Finding {

		@Override
		public Condition condition() {
			return new Condition(new Subject(Kind.NOT_ARCHIVED, this.worker.worker()), this.worker.failedAt());
		}

	}

	/**
	 * A job that failed itself.
	 *
	 * @param job its command and name
	 * @param exit how the process exits
	 * @param reason why, harmless to print
	 * @param since when it failed
	 */
	record JobFailed(String job, int exit, String reason, Instant since) implements Finding {

		@Override
		public Condition condition() {
			return new Condition(new Subject(Kind.JOB, this.job), this.since);
		}

	}

}
