package dev.logarchiver.cli.page;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.lines.LogLine;
import dev.logarchiver.lines.difference.LogDifference;
import dev.logarchiver.lines.difference.LogDifference.Excerpt;
import dev.logarchiver.lines.difference.LogDifference.Tally;
import org.jspecify.annotations.Nullable;

/** A difference as JSON. The names are a public interface. */
record DiffJson(String worker, Side failed, Side succeeded, long newLines, long newErrors,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Excerpt firstNewError,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Excerpt firstNewLine, List<LogLine> otherNewErrors,
		boolean complete) {

	static DiffJson of(ArchivedLog failed, ArchivedLog succeeded, LogDifference difference) {
		Excerpt first = difference.first().orElse(null);
		boolean error = difference.newErrors() > 0;
		return new DiffJson(failed.worker().value(), Side.of(failed, difference.failed()),
				Side.of(succeeded, difference.succeeded()), difference.newLines(), difference.newErrors(),
				error ? first : null, error ? null : first, difference.others(), difference.complete());
	}

	/** One of the two runs. */
	record Side(String run, int revision, Instant runAt, String completeness, String key, long size, long lines,
			long errors) {

		static Side of(ArchivedLog log, Tally tally) {
			return new Side(log.runId().value(), log.revision(), log.runAt(), log.completeness().toString(), log.key(),
					log.text().size(), tally.lines(), tally.errors());
		}

	}

}
