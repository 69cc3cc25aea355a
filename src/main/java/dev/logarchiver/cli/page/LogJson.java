package dev.logarchiver.cli.page;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.lines.errors.ErrorLines;
import dev.logarchiver.lines.LogLine;
import org.jspecify.annotations.Nullable;

/**
 * An archived log as JSON. The names are a public interface.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LogJson(String worker, String run, int revision, String status, @Nullable String startedAt,
		@Nullable String finishedAt, String runAt, boolean partial, String completeness, long size, long objectSize,
		String sha256, String key, String archivedAt, long execution, @Nullable String requestId, @Nullable Long errors,
		@Nullable List<LogLine> firstErrors) {

	public static LogJson of(ArchivedLog log) {
		ErrorLines errors = log.text().errors();
		return new LogJson(log.worker().value(), log.runId().value(), log.revision(), log.run().status().toString(),
				text(log.run().startedAt()), text(log.run().finishedAt()), log.runAt().toString(), !log.isFinal(),
				log.completeness().toString(), log.text().size(), log.objectSize(), log.text().sha256(), log.key(),
				log.archivedAt().toString(), log.execution(), log.requestId(), (errors != null) ? errors.count() : null,
				(errors != null) ? errors.first() : null);
	}

	private static @Nullable String text(@Nullable Instant time) {
		return (time != null) ? time.toString() : null;
	}

}
