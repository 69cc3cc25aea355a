package dev.logarchiver.archiving;

import java.time.Duration;

import dev.logarchiver.failure.SettingException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the job works.
 *
 * @param concurrency how many Workers are processed at a time; in the hundreds, they need
 * a larger heap than the launcher's 128 MB
 * @param settleAfter how long the bytes of a log must stay the same, by the platform's
 * clock, before it counts as final while its run's status is still open or unknown
 * @param drainTimeout how long Workers in progress may take to finish when the job is
 * stopped, or can't go on; whatever stops it must wait longer before it kills the process
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
