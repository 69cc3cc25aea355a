package dev.logarchiver.cli.page;

import dev.logarchiver.execution.history.Decisions.Decision;
import dev.logarchiver.execution.history.HistoryWords;
import dev.logarchiver.run.Units;

/** What one execution decided. */
record DecisionLine(String at, long execution, String command, String job, String decision) {

	static DecisionLine of(Decision decision, boolean hasArchive) {
		return new DecisionLine(Units.time(decision.startedAt()), decision.execution(), decision.command(),
				decision.job(), HistoryWords.of(decision, hasArchive));
	}

}
