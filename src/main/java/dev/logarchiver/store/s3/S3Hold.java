package dev.logarchiver.store.s3;

import dev.logarchiver.store.s3.S3Protection.Answer;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Puts objects under a legal hold.
 *
 * @param bucket the bucket
 * @param protection what it can do
 */
record S3Hold(S3Bucket bucket, S3Protection protection) {

	/**
	 * Sets or lifts the hold of an object.
	 * @return {@code false} where there is no such object, or the bucket has no holds as
	 * far as the user may know
	 */
	boolean set(String key, boolean held) {
		Answer locks = this.protection.locks();
		if (locks == Answer.NO) {
			return false;
		}
		ObjectLockLegalHoldStatus status = held ? ObjectLockLegalHoldStatus.ON : ObjectLockLegalHoldStatus.OFF;
		return S3Failures.translate((held ? "Holding " : "Releasing ") + this.bucket.uri(key), () -> {
			try {
				this.bucket.client()
					.putObjectLegalHold((request) -> request.bucket(this.bucket.name())
						.key(this.bucket.key(key))
						.legalHold((hold) -> hold.status(status)));
				return true;
			}
			catch (S3Exception ex) {
				if (isMissing(ex) || (locks == Answer.UNKNOWN && S3Protection.isNoAnswer(ex))) {
					return false;
				}
				throw ex;
			}
		});
	}

	/** Also where the newest version is the mark of a deletion. */
	private static boolean isMissing(S3Exception refusal) {
		return (refusal.statusCode() == S3Failures.NOT_FOUND && !"NoSuchBucket".equals(S3Failures.code(refusal)))
				|| refusal.statusCode() == S3Failures.NOT_ALLOWED;
	}

}
