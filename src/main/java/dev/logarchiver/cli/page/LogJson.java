package dev.logarchiver.cli.page;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Hold;
import dev.logarchiver.ledger.RedactedText;
import dev.logarchiver.lines.LogLine;
import dev.logarchiver.lines.errors.ErrorLines;
import org.jspecify.annotations.Nullable;

/** An archived log as JSON. The names are a public interface. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LogJson(String worker, String run, int revision, String status, @Nullable Instant startedAt,
		@Nullable Instant finishedAt, Instant runAt, boolean partial, String completeness, long size, long objectSize,
		String sha256, String key, Instant archivedAt, long execution, @Nullable String requestId,
		@Nullable Long errors, @Nullable List<LogLine> firstErrors, @Nullable Long redactions, @Nullable String held) {

	/**
	 * A log.
	 * @param hold why it is held; null where it isn't
	 */
	public static LogJson of(ArchivedLog log, @Nullable Hold hold) {
		ErrorLines errors = log.text().errors();
		return new LogJson(log.worker().value(), log.runId().value(), log.revision(), log.run().status().toString(),
				log.run().startedAt(), log.run().finishedAt(), log.runAt(), !log.isFinal(),
				log.completeness().toString(), log.text().size(), log.objectSize(), log.text().sha256(), log.key(),
				log.archivedAt(), log.execution(), log.requestId(), (errors != null) ? errors.count() : null,
				(errors != null) ? errors.first() : null, redactions(log), (hold != null) ? hold.reason() : null);
	}

	/** How many secrets were made unreadable, where there were some. */
	private static @Nullable Long redactions(ArchivedLog log) {
		RedactedText redacted = log.text().redacted();
		return (redacted != null && redacted.what().redactions() > 0) ? redacted.what().redactions() : null;
	}

}
