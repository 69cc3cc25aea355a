package dev.logarchiver.retention;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import dev.logarchiver.failure.SettingException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is kept for how long.
 *
 * @param rules the rules by which {@code prune} keeps logs: what any of them keeps is
 * kept. Each applies to the Workers that {@code workers} fits (an ID in which {@code *}
 * stands for any characters; else all) and to runs that ended as {@code status} says (one
 * or several; else all), and keeps what one of these keeps: {@code keep-within} (the runs
 * of that last stretch of time, as in {@code 90d}), {@code keep-last} (so many of each
 * Worker's newest runs, such as {@code 30}), {@code keep-daily}, {@code keep-weekly} and
 * {@code keep-monthly} (the newest run of each day, week or month in UTC, for so many of
 * those that have any), {@code keep-forever} ({@code true}). What no rule applies to is
 * kept; default: no rules, everything is kept
 * @param executions how long executions stay in the job repository after they have ended
 */
@ConfigurationProperties("archiver.retention")
record RetentionProperties(@DefaultValue List<WrittenRule> rules, @DefaultValue("400d") Duration executions) {

	RetentionProperties {
		rules = List.copyOf(rules);
		policy(rules);
		if (!executions.isPositive()) {
			throw SettingException.ofValue("archiver.retention.executions", executions,
					"give a duration above 0, such as 400d");
		}
	}

	/** The rules that are meant. */
	List<RetentionRule> policy() {
		return policy(this.rules);
	}

	private static List<RetentionRule> policy(List<WrittenRule> rules) {
		return IntStream.range(0, rules.size())
			.mapToObj((number) -> rules.get(number).rule("archiver.retention.rules[" + number + "]"))
			.toList();
	}

}
