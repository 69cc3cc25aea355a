package dev.logarchiver.retention;

import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.PrunedLog;
import dev.logarchiver.ledger.TextDigest;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.Completeness;
import org.jspecify.annotations.Nullable;

/** A line of a list of what was to be pruned. Its names are a public interface. */
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

	PrunedLog log() {
		Run of = new Run(new RunId(this.run), RunStatus.parse(this.runStatus), this.startedAt, this.finishedAt);
		return new PrunedLog(new ArchivedLog(new WorkerId(this.worker), of, this.revision, this.key, true,
				Completeness.valueOf(this.completeness.toUpperCase(Locale.ROOT)),
				new TextDigest(this.size, this.sha256, null, null), this.objectSize, null, this.archivedAt,
				this.archivedBy, null, null), this.rule, this.prunedAt, this.execution, null);
	}

}
