package dev.logarchiver.cli;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.LogFilter;
import dev.logarchiver.run.ConfigurationException;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.springframework.context.ApplicationContext;

/**
 * What is archived.
 */
@Command(name = "logs", description = "Lists the archived logs, newest run first.")
final class LogsCommand implements Callable<Integer> {

	private final Sessions sessions;

	private final Output output;

	@Mixin
	private final CommonOptions options = new CommonOptions();

	@Option(names = "--worker", paramLabel = "ID", description = "only this Worker's")
	private @Nullable String worker;

	@Option(names = "--since", paramLabel = "TIME", description = "only runs from this date or instant on (UTC)")
	private @Nullable Instant since;

	@Option(names = "--until", paramLabel = "TIME", description = "only runs before this date or instant (UTC)")
	private @Nullable Instant until;

	@Option(names = "--status", paramLabel = "STATUS",
			description = "only runs with this status: ${COMPLETION-CANDIDATES}")
	private @Nullable RunStatus status;

	@Option(names = "--limit", paramLabel = "N", defaultValue = "100",
			description = "at most this many (default: ${DEFAULT-VALUE})")
	private int limit;

	LogsCommand(Sessions sessions, Output output) {
		this.sessions = sessions;
		this.output = output;
	}

	@Override
	public Integer call() {
		LogFilter filter = new LogFilter((this.worker != null) ? worker("--worker", this.worker) : null, this.since,
				this.until, this.status, Limits.check(this.limit));
		return this.sessions.read(this.options, "logs", (context) -> list(context, filter));
	}

	private int list(ApplicationContext context, LogFilter filter) {
		List<ArchivedLog> logs = context.getBean(Ledger.class).find(filter);
		if (this.options.json()) {
			this.output.json(logs.stream().map(LogJson::of).toList());
			return ExitCode.SUCCESS.value();
		}
		if (logs.isEmpty()) {
			this.output.text("No archived log matches.");
			return ExitCode.SUCCESS.value();
		}
		Table table = new Table("WORKER", "RUN", "RUN AT", "STATUS", "SIZE", "ARCHIVED", "KEY");
		for (ArchivedLog log : logs) {
			table.row(log.worker(), log.runId() + ((log.revision() > 1) ? " r" + log.revision() : ""),
					Units.time(log.runAt()), log.run().status() + (log.settled() ? "" : " (partial)"),
					Units.size(log.text().size()), Units.time(log.archivedAt()), log.key());
		}
		this.output.text(table.toString());
		return ExitCode.SUCCESS.value();
	}

	static WorkerId worker(String option, String text) {
		try {
			return WorkerId.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new ConfigurationException(option + ": " + ex.getMessage());
		}
	}

	/**
	 * An archived log as JSON. The names are a public interface.
	 */
	record LogJson(String worker, String run, int revision, String status,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String startedAt,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String finishedAt, String runAt, boolean partial,
			String completeness, long size, long objectSize, String sha256, String key, String archivedAt,
			long execution, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String requestId) {

		static LogJson of(ArchivedLog log) {
			return new LogJson(log.worker().value(), log.runId().value(), log.revision(), log.run().status().toString(),
					text(log.run().startedAt()), text(log.run().finishedAt()), log.runAt().toString(), !log.settled(),
					log.completeness().toString().toLowerCase(Locale.ROOT), log.text().size(), log.objectSize(),
					log.text().sha256(), log.key(), log.archivedAt().toString(), log.execution(), log.requestId());
		}

		private static @Nullable String text(@Nullable Instant time) {
			return (time != null) ? time.toString() : null;
		}

	}

}
