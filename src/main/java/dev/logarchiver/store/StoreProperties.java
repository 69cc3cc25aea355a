package dev.logarchiver.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import dev.logarchiver.failure.SettingException;
import dev.logarchiver.store.spool.Compression;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

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
 * @param s3 what S3 servers differ in, and how objects are kept there
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
	 * What S3 servers differ in, and how objects are kept there.
	 *
	 * @param pathStyle whether the bucket is named in the path, not in the host; default:
	 * {@code true} with an endpoint other than AWS, else {@code false}
	 * @param checksums when the SDK adds its own checksums to requests: wherever the API
	 * supports them, or only where it requires them; default: {@code when-required} with
	 * an endpoint other than AWS, else {@code when-supported}
	 * @param objectLock how final logs are locked
	 * @param tags what new logs are tagged with, such as {@code worker,status}: any of
	 * {@code worker}, {@code status} (of the run) and {@code job} (its name). A {@code ~}
	 * becomes a {@code /}, any other character that S3 doesn't allow {@code =} and its
	 * hexadecimal digits; default: none
	 * @param storageClass how new large logs are kept, such as {@code STANDARD_IA};
	 * default: as the bucket decides
	 * @param storageClassAbove logs that are no larger than this, as stored, get the
	 * bucket's usual class: cheaper ones bill each for 128 KB at least
	 * @param sse how the server encrypts new objects: {@code s3} by keys of its own,
	 * {@code kms} by one of its key management; default: as the bucket decides
	 * @param kmsKeyId the ID, ARN or alias of the key, such as {@code alias/logs}, with
	 * {@code sse} {@code kms}; default: the account's own for S3
	 */
	public record S3(@Nullable Boolean pathStyle, @Nullable Checksums checksums, @DefaultValue ObjectLock objectLock,
			@DefaultValue List<Tag> tags, @Nullable String storageClass,
			@DefaultValue("128KB") DataSize storageClassAbove, @Nullable Encryption sse, @Nullable String kmsKeyId) {

		private static final Pattern WORD = Pattern.compile("[A-Z0-9_-]{1,64}");

		private static final Pattern KEY_ID = Pattern.compile("[\\x21-\\x7e]{1,2048}");

		public S3 {
			tags = List.copyOf(tags);
			if (storageClass != null && !WORD.matcher(storageClass).matches()) {
				throw SettingException.ofValue("archiver.store.s3.storage-class", storageClass,
						"give the name of a storage class, such as STANDARD_IA");
			}
			if (storageClassAbove.isNegative()) {
				throw SettingException.ofValue("archiver.store.s3.storage-class-above", storageClassAbove,
						"give a size of 0B or more, such as 128KB");
			}
			if (kmsKeyId != null && !KEY_ID.matcher(kmsKeyId).matches()) {
				throw SettingException.ofValue("archiver.store.s3.kms-key-id", kmsKeyId,
						"give the ID, ARN or alias of a key, such as alias/logs");
			}
			if (kmsKeyId != null && sse != Encryption.KMS) {
				throw new SettingException("archiver.store.s3.kms-key-id",
						"archiver.store.s3.kms-key-id is set, but archiver.store.s3.sse isn't kms",
						"give the ID, ARN or alias of a key with archiver.store.s3.sse set to kms, or leave out both");
			}
		}

	}

	/**
	 * How final logs are locked.
	 *
	 * @param mode how new final logs are locked, with {@code retain}, in a bucket with
	 * Object Lock: {@code governance} lets users with a permission of its own delete them
	 * all the same, {@code compliance} lets nobody; default: no lock
	 * @param retain for how long a final log is locked from when it is stored, such as
	 * {@code 90d}
	 */
	public record ObjectLock(@Nullable LockMode mode, @Nullable Duration retain) {

		private static final Duration LONGEST_LOCK = Duration.ofDays(36500);

		public ObjectLock {
			if (retain != null && (retain.compareTo(Duration.ofSeconds(1)) < 0 || retain.compareTo(LONGEST_LOCK) > 0)) {
				throw SettingException.ofValue("archiver.store.s3.object-lock.retain", retain,
						"give a duration from 1s to 36500d, such as 90d");
			}
			if (mode != null && retain == null) {
				throw new SettingException("archiver.store.s3.object-lock.retain",
						"archiver.store.s3.object-lock.mode is set, but archiver.store.s3.object-lock.retain isn't",
						"say for how long logs are locked, such as 90d, or leave out both");
			}
			if (mode == null && retain != null) {
				throw new SettingException("archiver.store.s3.object-lock.mode",
						"archiver.store.s3.object-lock.retain is set, but archiver.store.s3.object-lock.mode isn't",
						"say how logs are locked, governance or compliance, or leave out both");
			}
		}

	}

	/** How firmly an object is locked. */
	public enum LockMode {

		/** Users with a permission of its own may lift the lock. */
		GOVERNANCE,
		/** Nobody can lift the lock before its time. */
		COMPLIANCE

	}

	/** What an object can be tagged with. */
	public enum Tag {

		/** The Worker as listed. */
		WORKER,
		/** The state of the run. */
		STATUS,
		/** The name of the job. */
		JOB

	}

	/** How a server encrypts objects. */
	public enum Encryption {

		/** By keys of its own. */
		S3,
		/** By a key of its key management. */
		KMS

	}

	/** When the SDK adds its own checksums to requests. */
	public enum Checksums {

		/** Wherever the API supports them. */
		WHEN_SUPPORTED,
		/** Only where the API requires them. */
		WHEN_REQUIRED

	}

}
