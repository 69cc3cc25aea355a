package dev.logarchiver.store;

import java.nio.file.Path;
import java.time.Duration;

import dev.logarchiver.failure.SettingException;
import dev.logarchiver.store.spool.Compression;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where and how logs are stored.
 *
 * @param uri where logs are stored, such as {@code s3://my-bucket/coreclaw}: a bucket
 * with or without a prefix, or {@code file:DIR} for a local directory. {@code --store} on
 * the command line; default: {@code file:} with {@code archive} below the state directory
 * @param compression how new objects are compressed; existing objects don't change
 * @param putTimeout how long a store may take for a request, plus a second for each 100
 * KiB sent or read; a request that takes longer is tried again
 * @param retryDelay how long to wait at most before the first retry of a request; doubles
 * with each. After a first refusal for too many requests, all wait that long
 * @param rateLimitPatience how long a request is retried while the server reports too
 * many requests
 * @param readBack how much of what an execution stored is read back at its end, at least
 * one object; {@code 0%} disables it. A different sample each day; a wrong object ends
 * the execution with exit code 1
 * @param s3 what S3 servers differ in
 */
@ConfigurationProperties("archiver.store")
public record StoreProperties(@Nullable String uri, @DefaultValue("gzip") Compression compression,
		@DefaultValue("60s") Duration putTimeout, @DefaultValue("500ms") Duration retryDelay,
		@DefaultValue("10m") Duration rateLimitPatience, @DefaultValue("1%") String readBack, @DefaultValue S3 s3) {

	/** In bytes a second. */
	private static final long LEAST_RATE = 100 * 1024;

	private static final Duration LONGEST = Duration.ofHours(24);

	public StoreProperties {
		ReadBackShare.parse(readBack);
		duration("put-timeout", putTimeout);
		duration("retry-delay", retryDelay);
		duration("rate-limit-patience", rateLimitPatience);
		if (uri != null) {
			StoreLocation.parse(uri);
		}
	}

	private static void duration(String name, Duration duration) {
		if (duration.toMillis() < 1 || duration.compareTo(LONGEST) > 0) {
			throw SettingException.ofValue("archiver.store." + name, duration,
					"give a duration from 1ms to 24h, such as 60s");
		}
	}

	/** How long the store is waited for. */
	public StoreBounds bounds() {
		return new StoreBounds(this.putTimeout, LEAST_RATE, this.retryDelay, this.rateLimitPatience);
	}

	/**
	 * Where logs are stored.
	 * @param defaultDirectory the place where none is set
	 * @return the place
	 */
	StoreLocation location(Path defaultDirectory) {
		return (this.uri != null) ? StoreLocation.parse(this.uri) : new StoreLocation.Directory(defaultDirectory);
	}

	/**
	 * What S3 servers differ in.
	 *
	 * @param pathStyle whether the bucket is named in the path, not in the host; default:
	 * {@code true} with an endpoint other than AWS, else {@code false}
	 * @param checksums when the SDK adds its own checksums to requests: wherever the API
	 * supports them, or only where it requires them; default: {@code when-required} with
	 * an endpoint other than AWS, else {@code when-supported}
	 */
	public record S3(@Nullable Boolean pathStyle, @Nullable Checksums checksums) {
	}

	/** When the SDK adds its own checksums to requests. */
	public enum Checksums {

		/** Wherever the API supports them. */
		WHEN_SUPPORTED,
		/** Only where the API requires them. */
		WHEN_REQUIRED

	}

}
