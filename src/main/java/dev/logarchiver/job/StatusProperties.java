package dev.logarchiver.job;

import java.time.Duration;

import dev.logarchiver.run.SettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What {@code status} takes for fresh.
 *
 * @param expectEvery how often an execution of {@code run} is expected to complete;
 * {@code status} tells where none has for longer; default: not checked
 */
@ConfigurationProperties("archiver.status")
record StatusProperties(@Nullable Duration expectEvery) {

	StatusProperties {
		if (expectEvery != null && !expectEvery.isPositive()) {
			throw SettingException.ofValue("archiver.status.expect-every", expectEvery,
					"give a duration above 0, such as 25h");
		}
	}

}
