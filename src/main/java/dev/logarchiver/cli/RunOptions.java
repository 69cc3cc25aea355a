package dev.logarchiver.cli;

import java.util.List;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.PrunedLog;
import dev.logarchiver.ledger.PrunedLogs;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.Units;
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
	 * @throws ConfigurationException if nothing is archived, or it was pruned
	 */
	ArchivedLog log(Ledger ledger, PrunedLogs pruned) {
		return ledger.newest(this.worker, this.run)
			.orElseThrow(() -> ((this.run != null) ? pruned.find(this.worker, this.run) : List.<PrunedLog>of()).stream()
				.reduce((_, newest) -> newest)
				.map((log) -> new ConfigurationException(gone(log)))
				.orElseGet(this::nothing));
	}

	/** Says what became of a log, for a person. */
	static String gone(PrunedLog pruned) {
		return "The log of run " + pruned.log().runId() + " of Worker " + pruned.log().worker() + " was pruned on "
				+ Units.time(pruned.prunedAt()) + " by execution " + pruned.execution() + ", rule '" + pruned.rule()
				+ "'";
	}

	private ConfigurationException nothing() {
		return new ConfigurationException(
				"Nothing is archived for Worker " + this.worker + ((this.run != null) ? ", run " + this.run : "")
						+ ": 'logs --worker " + this.worker + "' lists what is");
	}

}
