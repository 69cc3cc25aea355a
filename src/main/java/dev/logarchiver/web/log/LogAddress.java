package dev.logarchiver.web.log;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;

/**
 * Where the pages of a log are. It stays the same for as long as the log is kept.
 *
 * @param worker the Worker as listed
 * @param run the run
 * @param revision 1 for the first text of the run
 */
public record LogAddress(WorkerId worker, RunId run, int revision) {

	/** The address of a log. */
	public static LogAddress of(ArchivedLog log) {
		return new LogAddress(log.worker(), log.runId(), log.revision());
	}

	/** The path of the page: IDs have no characters that would be escaped. */
	public String path() {
		return "/logs/" + this.worker + "/" + this.run + ((this.revision > 1) ? "/r" + this.revision : "");
	}

	/** The name of a file with the text, without its ending. */
	public String file() {
		return this.worker + "-" + this.run + ((this.revision > 1) ? ".r" + this.revision : "");
	}

}
