package dev.logarchiver.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.ledger.LogFilter;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerPattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which archived logs. */
final class LogOptions {

	@Option(names = "--worker", paramLabel = "ID",
			description = "only this Worker's, or those of 'acme/test-*': * stands for any characters, ? for one "
					+ "(repeatable)")
	private List<WorkerPattern> workers = new ArrayList<>();

	@Option(names = "--since", paramLabel = "TIME",
			description = "only runs from this time on: a date, an instant (UTC), or how long ago, such as 24h, 7d "
					+ "or yesterday")
	private @Nullable Instant since;

	@Option(names = "--until", paramLabel = "TIME", description = "only runs before this time, written likewise")
	private @Nullable Instant until;

	@Option(names = "--status", paramLabel = "STATUS",
			description = "only runs with this status: ${COMPLETION-CANDIDATES}")
	private @Nullable RunStatus status;

	@Option(names = "--errors", description = "only logs with error lines")
	private boolean errors;

	boolean errors() {
		return this.errors;
	}

	LogFilter filter() {
		return new LogFilter(this.workers, this.since, this.until, this.status, this.errors);
	}

}
