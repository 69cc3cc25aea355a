package dev.logarchiver.cli.page;

import java.time.Instant;
import java.util.List;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.PrunedLog;
import dev.logarchiver.run.Units;
import org.jspecify.annotations.Nullable;

/** A pruned log as JSON. The names are a public interface. */
public record PrunedJson(String worker, String run, int revision, String status, Instant runAt, long size,
		long objectSize, String sha256, String key, Instant archivedAt, String rule, Instant prunedAt, long prunedBy,
		@Nullable Instant deletedAt) {

	public static PrunedJson of(PrunedLog pruned) {
		ArchivedLog log = pruned.log();
		return new PrunedJson(log.worker().value(), log.runId().value(), log.revision(), log.run().status().toString(),
				log.runAt(), log.text().size(), log.objectSize(), log.text().sha256(), log.key(), log.archivedAt(),
				pruned.rule(), pruned.prunedAt(), pruned.execution(), pruned.deletedAt());
	}

	/** The same for a person. */
	public static Table table(List<PrunedLog> logs) {
		Table table = new Table("WORKER", "RUN", "RUN AT", "STATUS", "SIZE", "PRUNED AT", "RULE");
		for (PrunedLog pruned : logs) {
			ArchivedLog log = pruned.log();
			table.row(log.worker(), log.runId() + ((log.revision() > 1) ? " r" + log.revision() : ""),
					Units.time(log.runAt()), log.run().status(), Units.size(log.text().size()),
					Units.time(pruned.prunedAt()), pruned.rule());
		}
		return table;
	}

}
