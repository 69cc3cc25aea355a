package dev.logarchiver.cli;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say which run's log. */
final class RunOptions {

	@Parameters(paramLabel = "WORKER", description = "the Worker ID")
	@SuppressWarnings("NullAway.Init")
	private WorkerId worker;

	@Option(names = "--run", paramLabel = "RUN_ID", description = "the run (default: the newest)")
	private @Nullable RunId run;

	/**
	 * Looks up the newest revision of the log.
	 * @throws ConfigurationException if nothing is archived
	 */
	ArchivedLog log(Ledger ledger) {
		return ledger.newest(this.worker, this.run)
			.orElseThrow(() -> new ConfigurationException(
					"Nothing is archived for Worker " + this.worker + ((this.run != null) ? ", run " + this.run : "")
							+ ": 'logs --worker " + this.worker + "' lists what is"));
	}

}
