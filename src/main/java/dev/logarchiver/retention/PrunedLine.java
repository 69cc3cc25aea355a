package dev.logarchiver.retention;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.PrunedLog;
import org.jspecify.annotations.Nullable;

/**
 * A line of a list of what is to be pruned, as {@link ListedPrune} reads it. Its names
 * are a public interface.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PrunedLine(String worker, String run, int revision, String key, Instant runAt, String runStatus,
		@Nullable Instant startedAt, @Nullable Instant finishedAt, String completeness, long size, long objectSize,
		String sha256, Instant archivedAt, long archivedBy, String rule, Instant prunedAt, long execution) {

	static PrunedLine of(PrunedLog pruned) {
		ArchivedLog log = pruned.log();
		return new PrunedLine(log.worker().value(), log.runId().value(), log.revision(), log.key(), log.runAt(),
				log.run().status().toString(), log.run().startedAt(), log.run().finishedAt(),
				log.completeness().toString(), log.text().size(), log.objectSize(), log.text().sha256(),
				log.archivedAt(), log.execution(), pruned.rule(), pruned.prunedAt(), pruned.execution());
	}

}
