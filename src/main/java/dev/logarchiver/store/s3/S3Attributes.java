package dev.logarchiver.store.s3;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * What an object is stored with, beside its content and metadata; each is {@code null}
 * where the bucket decides.
 *
 * @param tags the tags, as they are sent
 * @param storageClass how it is kept
 * @param encryption the algorithm that the server encrypts it by
 * @param encryptionKey the ID of the key to encrypt it with
 * @param lock how it is locked
 * @param lockedUntil until when; with a lock only
 */
record S3Attributes(@Nullable String tags, @Nullable String storageClass, @Nullable String encryption,
		@Nullable String encryptionKey, @Nullable ObjectLockMode lock, @Nullable Instant lockedUntil) {

	static final S3Attributes NONE = new S3Attributes(null, null, null, null, null, null);

	S3Attributes withoutLock() {
		return new S3Attributes(this.tags, this.storageClass, this.encryption, this.encryptionKey, null, null);
	}

	/** Whether the server's mark of the content is its own, not its MD5. */
	boolean hasOwnMark() {
		return S3Settings.KMS.equals(this.encryption);
	}

	/** The tags, one by one. */
	List<Tag> tagSet() {
		return (this.tags == null) ? List.of() : Stream.of(this.tags.split("&", -1)).map((tag) -> {
			int equals = tag.indexOf('=');
			return Tag.builder()
				.key(SdkHttpUtils.urlDecode(tag.substring(0, equals)))
				.value(SdkHttpUtils.urlDecode(tag.substring(equals + 1)))
				.build();
		}).toList();
	}

	PutObjectRequest.Builder of(PutObjectRequest.Builder request) {
		return request.tagging(this.tags)
			.storageClass(this.storageClass)
			.serverSideEncryption(this.encryption)
			.ssekmsKeyId(this.encryptionKey)
			.objectLockMode(this.lock)
			.objectLockRetainUntilDate(this.lockedUntil);
	}

	CreateMultipartUploadRequest.Builder of(CreateMultipartUploadRequest.Builder request) {
		return request.tagging(this.tags)
			.storageClass(this.storageClass)
			.serverSideEncryption(this.encryption)
			.ssekmsKeyId(this.encryptionKey)
			.objectLockMode(this.lock)
			.objectLockRetainUntilDate(this.lockedUntil);
	}

}
