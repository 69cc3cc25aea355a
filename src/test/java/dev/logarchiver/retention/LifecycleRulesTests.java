package dev.logarchiver.retention;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.logarchiver.retention.LifecycleRules.LifecycleRule;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerPattern;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A lifecycle deletes nothing that the policy keeps for longer.
 */
class LifecycleRulesTests {

	private static RetentionRule within(String workers, int hours) {
		return new RetentionRule(new WorkerPattern(workers), Set.of(), Duration.ofHours(hours), 0, 0, 0, 0, false);
	}

	private static RetentionRule last(String workers, int last) {
		return new RetentionRule(new WorkerPattern(workers), Set.of(), null, last, 0, 0, 0, false);
	}

	private static LifecycleRules express(RetentionRule... rules) {
		return LifecycleRules.of(List.of(rules), "coreclaw/");
	}

	@Test
	void expressesTheAgeOfAllLogsOrOfAWorkers() {
		assertThat(express(within("*", 24 * 90)))
			.isEqualTo(new LifecycleRules(List.of(new LifecycleRule("coreclaw/worker=", 90)), Map.of()));
		assertThat(express(within("acme~a", 24), within("acme~b", 25)).expressed()).containsExactly(
				new LifecycleRule("coreclaw/worker=acme~a/", 1), new LifecycleRule("coreclaw/worker=acme~b/", 2));
	}

	@Test
	void expressesNothingThatNeedsMoreThanAnAgeAndAKey() {
		RetentionRule failed = new RetentionRule(new WorkerPattern("acme~a"), Set.of(RunStatus.FAILED),
				Duration.ofDays(9), 0, 0, 0, 0, false);
		RetentionRule forever = new RetentionRule(new WorkerPattern("acme~b"), Set.of(), null, 0, 0, 0, 0, true);
		LifecycleRules rules = express(last("acme~c", 3), failed, forever, within("test-*", 24));
		assertThat(rules.expressed()).isEmpty();
		assertThat(rules.others().values()).satisfiesExactly((last) -> assertThat(last).contains("can't count runs"),
				(status) -> assertThat(status).contains("how a run ended"),
				(kept) -> assertThat(kept).contains("needs no rule"),
				(pattern) -> assertThat(pattern).contains("no patterns"));
	}

	@Test
	void expressesNoRuleWhoseLogsAnotherOneMayKeepForLonger() {
		assertThat(express(within("*", 24 * 90), within("acme~a", 24 * 365)).expressed())
			.containsExactly(new LifecycleRule("coreclaw/worker=acme~a/", 365));
		assertThat(express(within("*", 24 * 90), within("acme~a", 24 * 30)).expressed())
			.containsExactly(new LifecycleRule("coreclaw/worker=", 90));
		assertThat(express(within("*", 24 * 90), last("acme~*", 3)).expressed()).isEmpty();
		assertThat(express(within("acme~a", 24), last("acme~*", 3), within("other", 24)).expressed())
			.containsExactly(new LifecycleRule("coreclaw/worker=other/", 1));
		assertThat(express(within("*", 24 * 90), within("test-*", 24)).expressed())
			.containsExactly(new LifecycleRule("coreclaw/worker=", 90));
		assertThat(express(within("*", 24), within("*", 48), within("*", 48)).expressed())
			.containsExactly(new LifecycleRule("coreclaw/worker=", 2));
	}

	@Test
	void aRuleHasAnIdThatSaysWhatItDoes() {
		assertThat(new LifecycleRule("coreclaw/worker=", 1).id())
			.isEqualTo("log-archiver coreclaw/worker= after 1 day");
	}

}
