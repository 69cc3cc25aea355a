package dev.logarchiver.store.s3;

import java.time.Instant;
import java.util.List;

import dev.logarchiver.store.s3.S3Bucket.Written;
import dev.logarchiver.store.s3.S3Versions.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/**
 * Keeps objects from being overwritten in a bucket that keeps versions, by a server that
 * overwrites whatever it is told: a version that was not the first is taken back. It is
 * locked only once it is known to be the first, because nobody could take it back then.
 *
 * @param bucket the bucket
 */
record S3FirstVersion(S3Bucket bucket) {

	private static final Logger logger = LoggerFactory.getLogger(S3FirstVersion.class);

	/**
	 * Makes sure that a version is the only one.
	 * @param written what was written
	 * @param attributes how it is to be locked
	 * @return {@code false} where another version was there before, and stays alone
	 */
	boolean settle(String key, Written written, S3Attributes attributes) {
		boolean first = !written.isOneOfMany() || isFirst(key, written);
		if (!first) {
			takeBack(key, written);
		}
		else if (attributes.lock() != null) {
			lock(key, written, attributes);
		}
		return first;
	}

	/** Of what was stored since the last deletion. */
	private boolean isFirst(String key, Written written) {
		List<Version> versions = new S3Versions(this.bucket).of(key);
		Instant deleted = versions.stream()
			.filter(Version::mark)
			.map(Version::modified)
			.max(Instant::compareTo)
			.orElse(Instant.MIN);
		List<Version> since = versions.stream()
			.filter((version) -> !version.mark() && !version.modified().isBefore(deleted))
			.toList();
		return since.isEmpty() || since.getLast().id().equals(written.version());
	}

	/** Removes a version that was written in vain. */
	void takeBack(String key, Written written) {
		if (written.version() == null) {
			return;
		}
		try {
			this.bucket.client()
				.deleteObject((request) -> request.bucket(this.bucket.name())
					.key(this.bucket.key(key))
					.versionId(written.version()));
		}
		catch (SdkException ex) {
			logger.warn("The version {} of {} is one too many, and could not be deleted: {}", written.version(),
					this.bucket.uri(key), S3Failures.describe(ex));
		}
	}

	private void lock(String key, Written written, S3Attributes attributes) {
		S3Failures.translate("Locking " + this.bucket.uri(key),
				() -> this.bucket.client()
					.putObjectRetention((request) -> request.bucket(this.bucket.name())
						.key(this.bucket.key(key))
						.versionId(written.version())
						.retention((retention) -> retention
							.mode(ObjectLockRetentionMode.fromValue(String.valueOf(attributes.lock())))
							.retainUntilDate(attributes.lockedUntil()))));
	}

}
