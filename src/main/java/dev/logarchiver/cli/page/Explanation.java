package dev.logarchiver.cli.page;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.execution.history.Decisions.Decision;
import dev.logarchiver.execution.history.HistoryWords;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.Hold;
import dev.logarchiver.ledger.MissingRun;
import dev.logarchiver.ledger.PrunedLog;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a Worker or a run, in words. The names of its parts are a public
 * interface.
 *
 * @param worker the Worker
 * @param run the run, where one was asked for
 * @param archived what is archived
 * @param pruned what was archived, and then pruned
 * @param held what is held, and why
 * @param missing runs that are pending, or gone
 * @param decisions what recent executions decided, the newest first
 */
public record Explanation(String worker, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String run,
		List<String> archived, List<String> pruned, List<String> held, List<String> missing,
		List<DecisionLine> decisions) {

	public static Explanation ofWorker(WorkerId worker, @Nullable ArchivedLog newest, List<Hold> holds,
			List<MissingRun> missing, List<Decision> decisions) {
		return new Explanation(worker.value(), null,
				(newest != null) ? List.of("the newest archived run is " + HistoryWords.of(newest)) : List.of(),
				List.of(), holds.stream().map(HistoryWords::of).toList(),
				missing.stream().map(HistoryWords::of).toList(),
				decisions.stream().map((decision) -> DecisionLine.of(decision, newest != null)).toList());
	}

	public static Explanation ofRun(WorkerId worker, RunId run, List<ArchivedLog> revisions, List<PrunedLog> pruned,
			List<Hold> holds, List<MissingRun> missing, List<Decision> decisions) {
		List<DecisionLine> lines = decisions.stream()
			.filter((decision) -> concerns(decision, run))
			.map((decision) -> DecisionLine.of(decision, true))
			.toList();
		return new Explanation(worker.value(), run.value(), revisions.stream().map(HistoryWords::of).toList(),
				pruned.stream().map(HistoryWords::of).toList(),
				holds.stream().filter((hold) -> hold.covers(run)).map(HistoryWords::of).toList(),
				missing.stream()
					.filter((other) -> other.pending().run().id().equals(run))
					.map(HistoryWords::of)
					.toList(),
				lines);
	}

	private static boolean concerns(Decision decision, RunId run) {
		FailedWorker failure = decision.failure();
		return decision.archived().stream().anyMatch((log) -> log.runId().equals(run))
				|| (failure != null && run.equals(failure.run()));
	}

	public String toText() {
		List<String> lines = new ArrayList<>();
		lines.add(this.worker + ((this.run != null) ? ", run " + this.run : "")
				+ ((this.archived.isEmpty() && this.pruned.isEmpty()) ? ": nothing is archived" : ""));
		this.archived.forEach((line) -> lines.add("  archived: " + line));
		this.pruned.forEach((line) -> lines.add("  pruned:   " + line));
		this.held.forEach((line) -> lines.add("  held:     " + line));
		this.missing.forEach((line) -> lines.add("  missing:  " + line));
		if (this.decisions.isEmpty()) {
			lines.add("No recent execution "
					+ ((this.run != null) ? "decided anything about this run." : "had this Worker in its list."));
		}
		this.decisions.forEach((line) -> lines
			.add("%s  execution %d (%s, %s): %s".formatted(line.at(), line.execution(), line.command(),
					line.job() + ((line.shard() != null) ? " shard " + line.shard() : ""), line.decision())));
		return String.join("\n", lines);
	}

}
