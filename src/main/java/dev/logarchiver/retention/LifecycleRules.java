package dev.logarchiver.retention;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.logarchiver.run.Units;
import org.jspecify.annotations.Nullable;

/**
 * What of a retention policy a bucket's lifecycle can do by itself. It knows the age and
 * the key of an object and nothing else, and of two of its rules the shorter one counts:
 * so a rule is expressed only where no other one keeps any of the same logs for longer.
 *
 * @param expressed the rules that it can have
 * @param others those that it can't have, by their text, and why
 */
public record LifecycleRules(List<LifecycleRule> expressed, Map<String, String> others) {

	private static final String ALL = "*";

	/**
	 * Expresses a policy.
	 * @param rules its rules
	 * @param prefix what the store's keys begin with: empty, or ending in a slash
	 */
	static LifecycleRules of(List<RetentionRule> rules, String prefix) {
		List<LifecycleRule> expressed = new ArrayList<>();
		Map<String, String> others = new LinkedHashMap<>();
		for (RetentionRule rule : rules) {
			Optional<String> problem = problem(rule).or(() -> longer(rule, rules));
			if (problem.isPresent()) {
				others.put(rule.toString(), problem.get());
			}
			else {
				add(expressed, new LifecycleRule(prefix + scope(rule), days(rule.within())));
			}
		}
		return new LifecycleRules(List.copyOf(expressed), others);
	}

	private static void add(List<LifecycleRule> expressed, LifecycleRule rule) {
		if (!expressed.contains(rule)) {
			expressed.add(rule);
		}
	}

	private static String scope(RetentionRule rule) {
		return rule.workers().value().equals(ALL) ? "worker=" : "worker=" + rule.workers() + "/";
	}

	/** A lifecycle counts whole days from when an object was stored: never too few. */
	private static long days(@Nullable Duration within) {
		Duration rest = (within != null) ? within : Duration.ZERO;
		return rest.equals(Duration.ofDays(rest.toDays())) ? rest.toDays() : rest.toDays() + 1;
	}

	private static Optional<String> problem(RetentionRule rule) {
		if (rule.forever()) {
			return Optional.of("what is kept forever needs no rule");
		}
		if (rule.last() + rule.daily() + rule.weekly() + rule.monthly() > 0) {
			return Optional.of("a lifecycle knows the age of an object, but can't count runs");
		}
		if (!rule.statuses().isEmpty()) {
			return Optional.of("a lifecycle doesn't know how a run ended");
		}
		if (rule.workers().hasWildcard() && !rule.workers().value().equals(ALL)) {
			return Optional.of("a lifecycle knows no patterns");
		}
		return Optional.empty();
	}

	private static Optional<String> longer(RetentionRule rule, List<RetentionRule> rules) {
		return rules.stream()
			.filter((other) -> overlap(rule, other) && mayKeepLonger(other, rule))
			.findFirst()
			.map((other) -> "the rule '" + other + "' may keep some of the same logs for longer");
	}

	/** Whether there can be logs that both apply to; one names a Worker, or all. */
	private static boolean overlap(RetentionRule rule, RetentionRule other) {
		return rule.workers().value().equals(ALL)
				|| other.workers().expression().matcher(rule.workers().value()).matches();
	}

	private static boolean mayKeepLonger(RetentionRule other, RetentionRule rule) {
		boolean counts = other.forever() || other.last() + other.daily() + other.weekly() + other.monthly() > 0;
		return counts || days(other.within()) > days(rule.within());
	}

	/**
	 * A rule of a bucket's lifecycle.
	 *
	 * @param prefix the keys that it is about
	 * @param days when it deletes an object, counted from when it was stored
	 */
	public record LifecycleRule(String prefix, long days) {

		/** What it is called in the bucket. */
		public String id() {
			return "log-archiver " + this.prefix + " after " + Units.count(this.days, "day");
		}

	}

}
