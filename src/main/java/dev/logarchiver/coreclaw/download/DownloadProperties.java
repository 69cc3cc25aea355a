package dev.logarchiver.coreclaw.download;

import java.time.Duration;

import dev.logarchiver.failure.SettingException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How logs are downloaded.
 *
 * @param stallTimeout how long to wait for the next byte of a log
 * @param minRate the fewest bytes a second, on average over the stall time-out, such as
 * {@code 10KB}; a lower rate counts as a stall; {@code 0B} disables the limit
 * @param maxSize the largest log, uncompressed: a larger one is not archived, and its
 * Worker counts as failed
 * @param maxAttempts how many times a download is attempted; attempts that progress by a
 * mebibyte or more don't count
 * @param retryDelay how long to wait at most before the first retry of a download;
 * doubles with each
 * @param allowPrivateAddresses whether logs may come from private networks even when the
 * API is not in one
 */
@ConfigurationProperties("archiver.download")
record DownloadProperties(@DefaultValue("60s") Duration stallTimeout, @DefaultValue("1KB") DataSize minRate,
		@DefaultValue("50GB") DataSize maxSize, @DefaultValue("5") int maxAttempts,
		@DefaultValue("1s") Duration retryDelay, @DefaultValue("false") boolean allowPrivateAddresses) {

	private static final int MOST_ATTEMPTS = 100;

	private static final Duration LONGEST = Duration.ofHours(24);

	public DownloadProperties {
		duration("stall-timeout", stallTimeout);
		duration("retry-delay", retryDelay);
		if (minRate.toBytes() < 0) {
			throw SettingException.ofValue("archiver.download.min-rate", minRate,
					"give a number of bytes a second from 0 on, such as 1KB");
		}
		if (maxSize.toBytes() < 1) {
			throw SettingException.ofValue("archiver.download.max-size", maxSize, "give a size above 0, such as 50GB");
		}
		if (maxAttempts < 1 || maxAttempts > MOST_ATTEMPTS) {
			throw SettingException.ofValue("archiver.download.max-attempts", maxAttempts,
					"give a number from 1 to " + MOST_ATTEMPTS);
		}
	}

	private static void duration(String name, Duration duration) {
		if (duration.toMillis() < 1 || duration.compareTo(LONGEST) > 0) {
			throw SettingException.ofValue("archiver.download." + name, duration,
					"give a duration from 1ms to 24h, such as 60s");
		}
	}

}
