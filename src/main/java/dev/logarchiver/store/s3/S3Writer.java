package dev.logarchiver.store.s3;

import java.util.Optional;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.store.LogMetadata;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.PutResult;
import dev.logarchiver.store.StoredObject;
import dev.logarchiver.store.UploadLog;
import dev.logarchiver.store.spool.SpooledLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Brings logs into a bucket. That an object is written once is left to the server's
 * conditional writes, where it has any.
 */
final class S3Writer {

	private static final Logger logger = LoggerFactory.getLogger(S3Writer.class);

	/** What is sent once more to find out what the server does with conditions. */
	private static final long CHEAP = 1024 * 1024;

	private static final int ROUNDS = 3;

	private final S3Bucket bucket;

	private final S3Multipart multipart;

	private final long partSize;

	private final S3WriteOnce writeOnce;

	private final KeyLocks locks = new KeyLocks();

	S3Writer(S3Bucket bucket, UploadLog uploads, long partSize) {
		this.bucket = bucket;
		this.partSize = partSize;
		this.writeOnce = new S3WriteOnce("logs in " + bucket.root(), logger::warn);
		this.multipart = new S3Multipart(bucket, uploads, partSize);
	}

	PutResult put(ObjectKey key, SpooledLog text, LogMetadata metadata) {
		return this.writeOnce.looksFirst() ? this.locks.holding(key, () -> store(key, text, metadata, true))
				: store(key, text, metadata, true);
	}

	PutResult store(ObjectKey key, SpooledLog text, LogMetadata metadata, boolean once) {
		key.requireCompressionOf(text);
		for (int round = 0; round < ROUNDS; round++) {
			Optional<PutResult.Stored> sent = send(key, text, metadata, once);
			if (sent.isPresent()) {
				return sent.get();
			}
			Optional<StoredObject> there = this.bucket.find(key.value());
			boolean sameBytes = there.isPresent() && holds(there.get(), text);
			if (sameBytes && metadata.isOf(there.get())) {
				return new PutResult.Stored(there.get().etag());
			}
			if (there.isPresent() && once) {
				return new PutResult.AlreadyThere(there.get(), sameBytes);
			}
		}
		throw new StoreException(StoreException.ERROR, "Storing " + this.bucket.uri(key.value()) + " failed " + ROUNDS
				+ " times: another process keeps writing and deleting it", null);
	}

	private static boolean holds(StoredObject object, SpooledLog text) {
		return object.size() == text.encodedSize()
				&& (object.etag() == null || !new S3Etag(object.etag()).isUnlike(S3Body.of(text).contentMd5()));
	}

	private Optional<PutResult.Stored> send(ObjectKey key, SpooledLog text, LogMetadata metadata, boolean once) {
		boolean large = text.encodedSize() > this.partSize;
		if (once && (large || this.writeOnce.looksFirst()) && this.bucket.find(key.value()).isPresent()) {
			return Optional.empty();
		}
		if (large) {
			return this.multipart.upload(key, text, metadata, once);
		}
		return S3Failures.translate("Storing " + this.bucket.uri(key.value()),
				() -> once ? sendOnce(key, text, metadata) : sendWhole(key, text, metadata, null));
	}

	private Optional<PutResult.Stored> sendOnce(ObjectKey key, SpooledLog text, LogMetadata metadata) {
		Optional<PutResult.Stored> stored = this.writeOnce
			.write((condition) -> sendWhole(key, text, metadata, condition));
		if (stored.isPresent() && text.encodedSize() <= CHEAP) {
			tryOut(key, text, metadata);
		}
		return stored;
	}

	private void tryOut(ObjectKey key, SpooledLog text, LogMetadata metadata) {
		try {
			this.writeOnce
				.tryOut(() -> S3Failures.translate("Trying the server", () -> sendWhole(key, text, metadata, "*")));
		}
		catch (RuntimeException ex) {
			logger.debug("The next log will show how the server handles conditions", ex);
		}
	}

	private Optional<PutResult.Stored> sendWhole(ObjectKey key, SpooledLog text, LogMetadata metadata,
			@Nullable String condition) {
		S3Body body = S3Body.of(text);
		return this.bucket.put(PutObjectRequest.builder()
			.key(this.bucket.key(key.value()))
			.contentType(S3Body.CONTENT_TYPE)
			.contentEncoding(key.compression().contentEncoding().orElse(null))
			.contentMD5(body.contentMd5())
			.metadata(metadata.toMap())
			.ifNoneMatch(condition), body.requestBody());
	}

}
