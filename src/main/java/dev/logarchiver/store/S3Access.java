package dev.logarchiver.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Finds out whether a bucket can be used.
 */
final class S3Access {

	private final S3Bucket bucket;

	private final S3Refusals refusals;

	S3Access(S3Bucket bucket) {
		this.bucket = bucket;
		this.refusals = new S3Refusals(bucket);
	}

	/**
	 * Asks for one key: unlike the request that is made for this, a refusal comes with a
	 * body that says why.
	 */
	void check() {
		requireCredentials();
		S3Permissions permissions = new S3Permissions(this.refusals);
		permissions.attempt(BucketPolicy.LIST, this::list);
		permissions.requireAll();
	}

	private ListObjectsV2Response list() {
		return this.bucket.client()
			.listObjectsV2((request) -> request.bucket(this.bucket.name()).prefix(this.bucket.prefix()).maxKeys(1));
	}

	private void requireCredentials() {
		try {
			AwsCredentialsIdentity credentials = this.bucket.client()
				.serviceClientConfiguration()
				.credentialsProvider()
				.resolveIdentity()
				.join();
			if (credentials == null) {
				throw new IllegalStateException("The SDK's credentials provider gave none");
			}
		}
		catch (RuntimeException ex) {
			throw this.refusals.noCredentials(ex);
		}
	}

	/**
	 * Writes, fails to overwrite, reads back and deletes a small object, and goes on
	 * after a denial to find out what else is denied.
	 * @return the permissions that are missing and only needed to tidy up
	 */
	List<String> probe() {
		requireCredentials();
		S3Permissions permissions = new S3Permissions(this.refusals);
		permissions.attempt(BucketPolicy.LIST, this::list);
		String key = this.bucket.key(".log-archiver-probe-" + UUID.randomUUID());
		byte[] content = ("probe " + key).getBytes(StandardCharsets.UTF_8);
		try {
			// that it is taken means that a try whose answer got lost has written it
			if (permissions.attempt(BucketPolicy.PUT, () -> writeIfFree(key, content)).isPresent()) {
				permissions.attempt(BucketPolicy.PUT, () -> writeIfFree(key, content)).ifPresent(this::requireRefusal);
				permissions.attempt(BucketPolicy.GET, () -> read(key)).ifPresent((read) -> requireSame(read, content));
			}
		}
		finally {
			permissions.attempt(BucketPolicy.DELETE,
					() -> this.bucket.client().deleteObject((request) -> request.bucket(this.bucket.name()).key(key)));
		}
		permissions.requireAll();
		S3Permissions tidying = new S3Permissions(this.refusals);
		tidying.attemptIfKnown(BucketPolicy.LIST_UPLOADS, this::listUploads);
		tidying.attemptIfKnown(BucketPolicy.ABORT, () -> abort(key));
		return tidying.denied();
	}

	private boolean writeIfFree(String key, byte[] content) {
		try {
			this.bucket.client()
				.putObject((request) -> request.bucket(this.bucket.name()).key(key).ifNoneMatch("*"),
						RequestBody.fromBytes(content));
			return true;
		}
		catch (S3Exception ex) {
			if (S3Failures.isTaken(ex)) {
				return false;
			}
			throw ex;
		}
	}

	private void requireRefusal(boolean overwritten) {
		if (overwritten) {
			throw this.refusals.unfit("ignores If-None-Match, so that it could overwrite an archived log",
					"use another S3 server");
		}
	}

	private byte[] read(String key) {
		return this.bucket.client()
			.getObjectAsBytes((request) -> request.bucket(this.bucket.name()).key(key))
			.asByteArrayUnsafe();
	}

	private void requireSame(byte[] read, byte[] content) {
		if (!Arrays.equals(read, content)) {
			throw this.refusals.unfit("gave back other bytes than were written",
					"see what lies between it and this program");
		}
	}

	private void listUploads() {
		this.bucket.client()
			.listMultipartUploads(
					(request) -> request.bucket(this.bucket.name()).prefix(this.bucket.prefix()).maxUploads(1));
	}

	private void abort(String key) {
		this.bucket.client()
			.abortMultipartUpload((request) -> request.bucket(this.bucket.name()).key(key).uploadId("none"));
	}

}
