package dev.logarchiver.store.s3;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.store.LogMetadata;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.PutResult;
import dev.logarchiver.store.StoredObject;
import dev.logarchiver.store.UploadLog;
import dev.logarchiver.store.s3.S3Bucket.Written;
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

	private final S3Protection protection;

	private final S3FirstVersion firstVersion;

	private final AtomicBoolean tried = new AtomicBoolean();

	S3Writer(S3Bucket bucket, S3Protection protection, UploadLog uploads, long partSize) {
		this.protection = protection;
		this.firstVersion = new S3FirstVersion(bucket);
		this.bucket = bucket;
		this.partSize = partSize;
		this.writeOnce = new S3WriteOnce("logs in " + bucket.root(), logger::warn);
		this.multipart = new S3Multipart(bucket, uploads, partSize);
	}

	PutResult put(ObjectKey key, SpooledLog text, LogMetadata metadata) {
		return this.writeOnce.looksFirst() ? this.locks.holding(key, () -> store(key, text, metadata, true))
				: store(key, text, metadata, true);
	}

	/**
	 * Where versions are kept, nothing of a log is written twice to find out what the
	 * server does with conditions: it might be locked for years. The archive's identity
	 * is, which is there already.
	 */
	private void tryVersions() {
		if (!this.tried.get() && this.protection.isVersioned() && this.tried.compareAndSet(false, true)) {
			tryOut(new S3Identity(this.bucket, Duration.ZERO)::tryToOverwrite);
		}
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
				return new PutResult.Stored(there.get().etag(), there.get().lockedUntil());
			}
			if (there.isPresent() && once) {
				return new PutResult.AlreadyThere(there.get(), sameBytes);
			}
		}
		throw new StoreException(StoreException.ERROR, "Storing " + this.bucket.uri(key.value()) + " failed " + ROUNDS
				+ " times: another process keeps writing and deleting it", null);
	}

	private boolean holds(StoredObject object, SpooledLog text) {
		return object.size() == text.encodedSize()
				&& (object.etag() == null || this.bucket.settings().ofFile().hasOwnMark()
						|| !new S3Etag(object.etag()).isUnlike(S3Body.of(text).contentMd5()));
	}

	private Optional<PutResult.Stored> send(ObjectKey key, SpooledLog text, LogMetadata metadata, boolean once) {
		boolean large = text.encodedSize() > this.partSize;
		if (once && (large || this.writeOnce.looksFirst()) && this.bucket.find(key.value()).isPresent()) {
			return Optional.empty();
		}
		if (once) {
			tryVersions();
		}
		S3Attributes attributes = this.bucket.settings().ofLog(key, metadata, text.encodedSize());
		boolean unsafe = once && this.writeOnce.looksFirst() && this.protection.isVersioned();
		S3Attributes sent = unsafe ? attributes.withoutLock() : attributes;
		Optional<Written> written = large ? this.multipart.upload(key, text, metadata, sent, once)
				: S3Failures.translate("Storing " + this.bucket.uri(key.value()),
						() -> once ? sendOnce(key, text, metadata, sent) : sendWhole(key, text, metadata, sent, null));
		return written.filter((one) -> !unsafe || this.firstVersion.settle(key.value(), one, attributes))
			.map((one) -> new PutResult.Stored(one.etag(), attributes.lockedUntil()));
	}

	private Optional<Written> sendOnce(ObjectKey key, SpooledLog text, LogMetadata metadata, S3Attributes attributes) {
		Optional<Written> stored = this.writeOnce
			.write((condition) -> sendWhole(key, text, metadata, attributes, condition));
		if (stored.isPresent() && text.encodedSize() <= CHEAP && !this.protection.isVersioned()) {
			tryOut(() -> sendWhole(key, text, metadata, attributes, "*"));
		}
		return stored;
	}

	private void tryOut(Supplier<Optional<Written>> again) {
		try {
			this.writeOnce.tryOut(() -> S3Failures.translate("Trying the server", again));
		}
		catch (RuntimeException ex) {
			logger.debug("The next log will show how the server handles conditions", ex);
		}
	}

	private Optional<Written> sendWhole(ObjectKey key, SpooledLog text, LogMetadata metadata, S3Attributes attributes,
			@Nullable String condition) {
		S3Body body = S3Body.of(text);
		return this.bucket.put(attributes.of(PutObjectRequest.builder()
			.key(this.bucket.key(key.value()))
			.contentType(S3Body.CONTENT_TYPE)
			.contentEncoding(key.compression().contentEncoding().orElse(null))
			.contentMD5(body.contentMd5())
			.metadata(metadata.toMap())
			.ifNoneMatch(condition)), body.requestBody());
	}

}
