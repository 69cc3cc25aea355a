package dev.logarchiver.archiving;

import java.time.Duration;

import dev.logarchiver.failure.SettingException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the job works.
 *
 * @param concurrency how many Workers are under way at a time; in the hundreds, they need
 * a larger heap than the launcher's 128 MB
 * @param settleAfter how long the bytes of a log must stay the same until it counts as
 * final although its run's status is still open or unknown, by the platform's clock
 * @param drainTimeout how long Workers under way may take to finish once the job is to
 * stop; whatever stops it has to wait longer before it kills
 */
@ConfigurationProperties("archiver")
public record ArchiveProperties(@DefaultValue("16") int concurrency, @DefaultValue("24h") Duration settleAfter,
		@DefaultValue("8s") Duration drainTimeout) {

	private static final int MOST = 1000;

	public ArchiveProperties {
		if (concurrency < 1 || concurrency > MOST) {
			throw SettingException.ofValue("archiver.concurrency", concurrency, "give a number from 1 to " + MOST);
		}
		if (settleAfter.isNegative()) {
			throw SettingException.ofValue("archiver.settle-after", settleAfter,
					"give a duration of 0 or more, such as 24h");
		}
		if (drainTimeout.isNegative()) {
			throw SettingException.ofValue("archiver.drain-timeout", drainTimeout,
					"give a duration of 0 or more, such as 8s");
		}
	}

}
