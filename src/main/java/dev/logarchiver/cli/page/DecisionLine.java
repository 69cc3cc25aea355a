package dev.logarchiver.cli.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.execution.history.Decisions.Decision;
import dev.logarchiver.execution.history.HistoryWords;
import dev.logarchiver.run.Units;
import org.jspecify.annotations.Nullable;

/** What one execution decided. */
record DecisionLine(String at, long execution, String command, String job,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String shard, String decision) {

	static DecisionLine of(Decision decision, boolean hasArchive) {
		return new DecisionLine(Units.time(decision.startedAt()), decision.execution(), decision.command(),
				decision.job(), (decision.shard() != null) ? decision.shard().toString() : null,
				HistoryWords.of(decision, hasArchive));
	}

}
