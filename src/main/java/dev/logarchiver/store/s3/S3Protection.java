package dev.logarchiver.store.s3;

import java.util.Set;
import java.util.function.Supplier;

import javax.xml.stream.XMLStreamException;

import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.failure.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.S3Exception;

import org.springframework.core.NestedExceptionUtils;

/**
 * What a bucket keeps in spite of deletion: earlier versions, and objects under a lock.
 * Each is asked once, when it is needed first. Thread-safe.
 */
final class S3Protection {

	private static final Logger logger = LoggerFactory.getLogger(S3Protection.class);

	/** What servers say to a question that they don't know, or don't answer. */
	private static final Set<Integer> NO_ANSWER = Set.of(400, 403, 404, 405, 501);

	private static final String NO_CONFIGURATION = "ObjectLockConfigurationNotFoundError";

	private final S3Bucket bucket;

	private @Nullable Answer versions;

	private @Nullable Answer locks;

	private boolean failed;

	private boolean warned;

	S3Protection(S3Bucket bucket) {
		this.bucket = bucket;
	}

	/** Whether the bucket keeps versions, or has kept some. */
	synchronized Answer versions() {
		if (this.versions == null) {
			this.versions = ask("versions of objects", () -> answer(versioning() != null));
		}
		return this.versions;
	}

	/**
	 * Whether the bucket is known to keep versions, as each with locks does. No failure
	 * to ask is one of whoever writes there, and a server that fails is not asked again
	 * for each object.
	 */
	boolean isVersioned() {
		return this.bucket.settings().lock() != null || knownVersions() == Answer.YES;
	}

	private synchronized Answer knownVersions() {
		if (this.versions == null && !this.failed) {
			try {
				return versions();
			}
			catch (StoreException | OutOfReachException ex) {
				this.failed = true;
			}
		}
		return (this.versions != null) ? this.versions : Answer.UNKNOWN;
	}

	/** Whether objects can be locked, which they are as versions only. */
	synchronized Answer locks() {
		if (this.locks == null) {
			this.locks = (versions() == Answer.NO) ? Answer.NO : ask("Object Lock", () -> answer(lock() != null));
		}
		return this.locks;
	}

	/**
	 * Asks about versions.
	 * @return {@code null} where none were ever kept
	 */
	@Nullable BucketVersioningStatus versioning() {
		BucketVersioningStatus status = this.bucket.client()
			.getBucketVersioning((request) -> request.bucket(this.bucket.name()))
			.status();
		return (status == BucketVersioningStatus.ENABLED || status == BucketVersioningStatus.SUSPENDED) ? status : null;
	}

	/**
	 * Asks about locks.
	 * @return {@code null} where objects can't be locked
	 */
	@Nullable ObjectLockConfiguration lock() {
		try {
			ObjectLockConfiguration lock = this.bucket.client()
				.getObjectLockConfiguration((request) -> request.bucket(this.bucket.name()))
				.objectLockConfiguration();
			return (lock != null && lock.objectLockEnabled() == ObjectLockEnabled.ENABLED) ? lock : null;
		}
		catch (S3Exception ex) {
			if (NO_CONFIGURATION.equals(S3Failures.code(ex))) {
				return null;
			}
			throw ex;
		}
	}

	private Answer ask(String what, Supplier<Answer> question) {
		return S3Failures.translate("Asking about " + what + " in " + this.bucket.root(), () -> {
			try {
				return question.get();
			}
			catch (SdkException ex) {
				if (!isNoAnswer(ex)) {
					throw ex;
				}
				logger.debug("{} doesn't say whether it has {}: {}", this.bucket.root(), what, S3Failures.describe(ex));
				return S3Refusals.isDenial(ex) ? Answer.UNKNOWN : Answer.NO;
			}
		});
	}

	/**
	 * Whether a server doesn't know the question, or the user may not ask it: some answer
	 * it with whatever they have.
	 */
	static boolean isNoAnswer(SdkException failure) {
		if (!(failure instanceof S3Exception refusal)) {
			return NestedExceptionUtils.getMostSpecificCause(failure) instanceof XMLStreamException;
		}
		return NO_ANSWER.contains(refusal.statusCode())
				&& !S3Failures.REFUSED_CREDENTIALS.contains(S3Failures.code(refusal))
				&& !"NoSuchBucket".equals(S3Failures.code(refusal));
	}

	/** Says once that nobody knows whether deletion is for good. */
	synchronized void warnWhereUnknown() {
		if (!this.warned && versions() == Answer.UNKNOWN) {
			this.warned = true;
			logger.warn("The credentials don't permit s3:GetBucketVersioning in {}: where it keeps versions, "
					+ "what is deleted stays there as one ('doctor --policy' prints a policy with all that is needed)",
					this.bucket.root());
		}
	}

	private static Answer answer(boolean yes) {
		return yes ? Answer.YES : Answer.NO;
	}

	/** Whether a bucket does something; unknown where the user may not ask. */
	enum Answer {

		YES, NO, UNKNOWN

	}

}
