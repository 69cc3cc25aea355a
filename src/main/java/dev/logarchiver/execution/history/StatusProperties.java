package dev.logarchiver.execution.history;

import java.time.Duration;
import java.util.List;

import dev.logarchiver.failure.SettingException;
import dev.logarchiver.run.WorkerPattern;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code status} considers fresh.
 *
 * @param expectEvery how often an execution of {@code run} is expected to complete;
 * {@code status} reports when none has for longer; default: not checked
 * @param ignore patterns of Workers for which {@code status} raises no alarm, such as
 * {@code acme/test-*}: {@code *} stands for any characters, {@code ?} for one
 */
@ConfigurationProperties("archiver.status")
record StatusProperties(@Nullable Duration expectEvery, @DefaultValue List<String> ignore) {

	StatusProperties {
		if (expectEvery != null && !expectEvery.isPositive()) {
			throw SettingException.ofValue("archiver.status.expect-every", expectEvery,
					"give a duration above 0, such as 25h");
		}
		ignore.stream().filter((pattern) -> !WorkerPattern.isPattern(pattern)).findFirst().ifPresent((pattern) -> {
			throw SettingException.ofValue("archiver.status.ignore", pattern,
					"give IDs of Workers in which * stands for any characters, such as acme/test-*");
		});
		ignore = List.copyOf(ignore);
	}

}
