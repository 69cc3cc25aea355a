package dev.logarchiver.archiving;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.archiving.RunResult.Stored;
import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.intake.ListEntry.Rejected;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.ListedWorker;
import dev.logarchiver.ledger.Outcome;

/**
 * What became of one entry of the list.
 *
 * @param item the entry
 * @param runs the results of its runs, at least one
 */
public record WorkerResult(ListedWorker item, List<RunResult> runs) {

	public WorkerResult {
		if (runs.isEmpty()) {
			throw new IllegalArgumentException("No result for entry " + item.number());
		}
		runs = List.copyOf(runs);
	}

	public Outcome outcome() {
		return this.runs.stream().map(RunResult::outcome).min(Comparator.naturalOrder()).orElseThrow();
	}

	public boolean partial() {
		return this.runs.stream().anyMatch(RunResult::partial);
	}

	public List<ArchivedLog> archived() {
		return this.runs.stream().filter(Stored.class::isInstance).map((run) -> ((Stored) run).log()).toList();
	}

	public List<ArchivedLog> rows() {
		return this.runs.stream().flatMap((run) -> run.rows().stream()).toList();
	}

	public Optional<FailedWorker> failure(Instant now) {
		return this.runs.stream()
			.filter(Failed.class::isInstance)
			.map(Failed.class::cast)
			.findFirst()
			.map((failed) -> failed.of(this.item.number(), name(), now));
	}

	public String name() {
		return switch (this.item.entry()) {
			case Listed listed -> listed.worker().value();
			case Rejected rejected -> rejected.text();
		};
	}

}
