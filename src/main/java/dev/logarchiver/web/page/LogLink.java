package dev.logarchiver.web.page;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * Paths of pages. What they are made of has no character that means something in a URL.
 */
public final class LogLink {

	private LogLink() {
	}

	/** The page of a log; that of a later revision is another. */
	public static String of(ArchivedLog log) {
		String run = of(log.worker(), log.runId());
		return (log.revision() > 1) ? run + "/r" + log.revision() : run;
	}

	/** The page of a log, at a line. */
	public static String of(ArchivedLog log, long line) {
		return of(log) + "?line=" + line + "#L" + line;
	}

	public static String of(WorkerId worker, RunId run) {
		return "/logs/" + worker.value() + "/" + run.value();
	}

	/**
	 * The page of a Worker that failed.
	 * @return its path; {@code null} where the line of the list was no Worker
	 */
	public static @Nullable String of(FailedWorker failed) {
		return WorkerId.isWorkerId(failed.worker()) ? of(WorkerId.parse(failed.worker())) : null;
	}

	public static String of(WorkerId worker) {
		return "/workers/" + worker.value();
	}

}
