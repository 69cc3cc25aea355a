package dev.logarchiver.archiving;

import java.time.Instant;
import java.util.List;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.Outcome;
import dev.logarchiver.run.RunId;
import org.jspecify.annotations.Nullable;

/** What became of one run of a Worker. */
public sealed interface RunResult {

	/**
	 * Its outcome.
	 * @return the outcome that counts for the Worker
	 */
	Outcome outcome();

	/**
	 * Whether the run still goes on.
	 * @return {@code true} where its log is archived as partial
	 */
	default boolean partial() {
		return false;
	}

	/** The rows that the ledger is to have from now on, be a log stored or not. */
	default List<ArchivedLog> rows() {
		return List.of();
	}

	/**
	 * Why the result may be everybody's.
	 * @return the suspicion; null when the result is the run's own
	 */
	default @Nullable Suspicion suspicion() {
		return null;
	}

	/**
	 * The run's log was stored.
	 *
	 * @param log what the ledger will say
	 */
	record Stored(ArchivedLog log) implements RunResult {

		@Override
		public Outcome outcome() {
			return Outcome.ARCHIVED;
		}

		@Override
		public boolean partial() {
			return !this.log.isFinal();
		}

		@Override
		public List<ArchivedLog> rows() {
			return List.of(this.log);
		}

	}

	/**
	 * A dry run: the log would be downloaded.
	 *
	 * @param run the run
	 */
	record WouldArchive(RunId run) implements RunResult {

		@Override
		public Outcome outcome() {
			return Outcome.ARCHIVED;
		}

	}

	/**
	 * The ledger has the run already.
	 *
	 * @param partial whether the run still goes on
	 * @param dated the log's row with the time since when its bytes are the same, where
	 * it is known only now
	 */
	record Unchanged(boolean partial, @Nullable ArchivedLog dated) implements RunResult {

		public Unchanged(boolean partial) {
			this(partial, null);
		}

		@Override
		public Outcome outcome() {
			return Outcome.UNCHANGED;
		}

		@Override
		public List<ArchivedLog> rows() {
			return (this.dated != null) ? List.of(this.dated) : List.of();
		}

	}

	/** The Worker has no run, or the platform no longer knows the run. */
	record NoRun() implements RunResult {

		@Override
		public Outcome outcome() {
			return Outcome.NO_RUN;
		}

	}

	/**
	 * The run, or the question which run is the last, failed.
	 *
	 * @param run the run, where it was known already
	 * @param code the platform's error code, else a word
	 * @param reason the cause, for a person
	 * @param requestId the platform's ID of the call that failed
	 * @param gone whether the platform has no log of the run, or has none any more
	 * @param suspicion why the failure may be that of the platform or the store as a
	 * whole; null when it is the run's own
	 */
	record Failed(@Nullable RunId run, String code, String reason, @Nullable String requestId, boolean gone,
			@Nullable Suspicion suspicion) implements RunResult {

		public Failed(@Nullable RunId run, String code, String reason, @Nullable String requestId) {
			this(run, code, reason, requestId, false, null);
		}

		/** The platform has no log of the run. */
		public static Failed gone(RunId run, String code, String reason, @Nullable String requestId) {
			return new Failed(run, code, reason, requestId, true, null);
		}

		Failed suspectedOf(Suspicion reason) {
			return new Failed(this.run, this.code, this.reason, this.requestId, this.gone, reason);
		}

		/**
		 * The same failure, where a partial object that can't be used made it one.
		 * @param problem what is wrong with the object
		 */
		Failed because(StoreException problem) {
			return new Failed(this.run, this.code, this.reason + ", and " + problem.getMessage(), this.requestId,
					this.gone, this.suspicion);
		}

		/**
		 * What the ledger will say.
		 * @param entry the Worker's place in the list
		 * @param worker the Worker ID, or the bad line's text
		 * @param now when it failed
		 */
		public FailedWorker of(long entry, String worker, Instant now) {
			return new FailedWorker(entry, worker, this.run, this.code, this.reason, this.requestId, now);
		}

		@Override
		public Outcome outcome() {
			return Outcome.FAILED;
		}

	}

}
