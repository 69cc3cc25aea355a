package dev.logarchiver.store.s3;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.store.Deletion;
import dev.logarchiver.store.StoreFindings;
import dev.logarchiver.store.StoreWarning;
import dev.logarchiver.store.s3.S3Protection.Answer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/**
 * Finds out whether a bucket can be used.
 *
 * @param bucket the bucket
 * @param protection what it keeps in spite of deletion
 */
record S3Access(S3Bucket bucket, S3Protection protection) {

	private static final String CONDITIONS = "use a server that honors If-None-Match (Ceph does in buckets without "
			+ "versioning), or let only one process at a time write below a prefix";

	private S3Refusals refusals() {
		return new S3Refusals(this.bucket);
	}

	/**
	 * Asks for one key: unlike the request that is made for this, a refusal comes with a
	 * body that says why.
	 */
	void check() {
		new S3Credentials(this.bucket.client()).require(refusals());
		S3Permissions permissions = new S3Permissions(refusals());
		permissions.attempt(BucketPolicy.LIST, this::list);
		permissions.requireAll();
		requireLocks();
	}

	/** Where logs are to be locked, the bucket has to be able to. */
	private void requireLocks() {
		if (this.bucket.settings().lock() != null && this.protection.locks() == Answer.NO) {
			throw refusals().withoutLocks();
		}
	}

	private ListObjectsV2Response list() {
		return this.bucket.client()
			.listObjectsV2((request) -> request.bucket(this.bucket.name()).prefix(this.bucket.prefix()).maxKeys(1));
	}

	/**
	 * Writes, fails to overwrite, reads back and deletes a small object, by the requests
	 * that logs are stored by, and goes on after a denial to find out what else is
	 * denied.
	 * @return what archiving can do without
	 */
	StoreFindings probe() {
		new S3Credentials(this.bucket.client()).require(refusals());
		S3Permissions permissions = new S3Permissions(refusals());
		Optional<ListObjectsV2Response> listed = permissions.attempt(BucketPolicy.LIST, this::list);
		requireLocks();
		String relative = ".log-archiver-probe-" + UUID.randomUUID();
		String key = this.bucket.key(relative);
		byte[] content = ("probe " + key).getBytes(StandardCharsets.UTF_8);
		List<StoreWarning> warnings = new ArrayList<>();
		S3Permissions tidying = new S3Permissions(refusals());
		try {
			if (writeOnce(permissions, relative, content, (text) -> warnings.add(new StoreWarning(text, CONDITIONS)))) {
				permissions.attempt(BucketPolicy.GET, () -> read(key)).ifPresent((read) -> requireSame(read, content));
				if (this.bucket.settings().lock() != null) {
					permissions.attemptAnyway(BucketPolicy.PUT_RETENTION, () -> lockUntilYesterday(key));
				}
			}
		}
		finally {
			tidying.attemptIfKnown(BucketPolicy.DELETE, () -> delete(relative, tidying));
		}
		permissions.requireAllWith(tidying);
		tidying.attemptIfKnown(BucketPolicy.LIST_UPLOADS, this::listUploads);
		tidying.attemptIfKnown(BucketPolicy.ABORT, () -> abort(key));
		S3Doctor doctor = new S3Doctor(this.bucket, this.protection);
		listed.ifPresent((answer) -> warnings.addAll(doctor.warnings(answer.sdkHttpResponse())));
		return new StoreFindings(tidying.denied(), warnings, doctor.facts());
	}

	private boolean writeOnce(S3Permissions permissions, String relative, byte[] content, Consumer<String> warnings) {
		S3WriteOnce once = new S3WriteOnce(this.bucket.uri(""), warnings);
		// that it is taken means that a try whose answer got lost has written it
		boolean permitted = permissions
			.attempt(BucketPolicy.PUT, () -> once.write((condition) -> write(relative, content, condition)))
			.isPresent();
		if (permitted) {
			once.tryOut(() -> permissions.attempt(BucketPolicy.PUT, () -> write(relative, content, "*"))
				.filter((written) -> written));
		}
		return permitted;
	}

	private boolean write(String relative, byte[] content, @Nullable String condition) {
		return this.bucket.put(relative, S3Body.CONTENT_TYPE, content, condition).isPresent();
	}

	private byte[] read(String key) {
		return this.bucket.client()
			.getObjectAsBytes((request) -> request.bucket(this.bucket.name()).key(key))
			.asByteArrayUnsafe();
	}

	/**
	 * A lock that has ended before it begins is nothing that a server takes, but it says
	 * first whether this user may lock anything.
	 */
	private void lockUntilYesterday(String key) {
		this.bucket.client()
			.putObjectRetention((request) -> request.bucket(this.bucket.name())
				.key(key)
				.retention((retention) -> retention.mode(ObjectLockRetentionMode.GOVERNANCE)
					.retainUntilDate(this.bucket.settings().clock().instant().minus(Duration.ofDays(1)))));
	}

	/** What is deleted by its key alone would stay as a version. */
	private void delete(String relative, S3Permissions tidying) {
		if (!deleteVersions(relative, tidying)) {
			this.bucket.client()
				.deleteObject((request) -> request.bucket(this.bucket.name()).key(this.bucket.key(relative)));
		}
	}

	private boolean deleteVersions(String relative, S3Permissions tidying) {
		try {
			if (this.protection.versions() != Answer.YES) {
				return false;
			}
			Deletion deletion = new S3Deletion(this.bucket, this.protection).delete(List.of(relative)).getFirst();
			if (deletion instanceof Deletion.Failed failed && failed.code().equals(StoreException.DENIED)) {
				tidying.deny(BucketPolicy.LIST_VERSIONS, BucketPolicy.DELETE_VERSION);
			}
			return deletion instanceof Deletion.Deleted;
		}
		catch (StoreException | OutOfReachException ex) {
			return false;
		}
	}

	private void requireSame(byte[] read, byte[] content) {
		if (!Arrays.equals(read, content)) {
			throw refusals().unfit("returned different bytes than were written",
					"check what is between it and this program");
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
