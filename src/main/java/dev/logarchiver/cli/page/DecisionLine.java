package dev.logarchiver.cli.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.logarchiver.execution.history.Decisions.Decision;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.run.Units;

/** What one execution decided. */
record DecisionLine(String at, long execution, String command, String job, String decision) {

	private static final int MOST_RUNS = 3;

	static DecisionLine of(Decision decision, boolean hasArchive) {
		return new DecisionLine(Units.time(decision.startedAt()), decision.execution(), decision.command(),
				decision.job(), words(decision, hasArchive));
	}

	private static String words(Decision decision, boolean hasArchive) {
		List<String> words = new ArrayList<>();
		if (!decision.archived().isEmpty()) {
			words.add("archived " + runs(decision.archived()));
		}
		FailedWorker failed = decision.failure();
		if (failed != null) {
			words.add("could not be archived" + ((failed.run() != null) ? ", run " + failed.run() : "") + ": "
					+ Explanation.failure(failed.code(), failed.reason(), failed.requestId()));
		}
		if (words.isEmpty()) {
			words.add(switch (decision.ending()) {
				case COMPLETED -> nothing(decision, hasArchive);
				case RUNNING -> "not known: it is running, or its process died";
				case FAILED, KEY_REJECTED, STOPPED -> "nothing: it ended before reaching this Worker";
			});
		}
		return String.join("; ", words);
	}

	private static String nothing(Decision decision, boolean hasArchive) {
		if (decision.surveyedAt() != null) {
			return "nothing new in the survey of " + Units.time(decision.surveyedAt());
		}
		return hasArchive ? "nothing new: what the platform listed was already archived" : "the platform showed no run";
	}

	private static String runs(List<ArchivedLog> logs) {
		String runs = logs.stream()
			.limit(MOST_RUNS)
			.map((log) -> log.runId() + (log.isFinal() ? "" : " (partial)"))
			.collect(Collectors.joining(", "));
		return runs + ((logs.size() > MOST_RUNS) ? " and " + (logs.size() - MOST_RUNS) + " more" : "");
	}

}
