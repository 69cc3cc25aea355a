package dev.logarchiver.store.s3;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.store.ArchiveIdentity;
import dev.logarchiver.store.ListedObject;
import dev.logarchiver.store.LogMetadata;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.OpenUpload;
import dev.logarchiver.store.PutResult;
import dev.logarchiver.store.StoreFindings;
import dev.logarchiver.store.StoreLocation;
import dev.logarchiver.store.StoredObject;
import dev.logarchiver.store.UploadLog;
import dev.logarchiver.store.spool.LogText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Keeps logs in S3-compatible storage. That an object is written once is left to the
 * server's conditional writes, where it has any.
 */
public final class S3LogStore implements LogStore {

	private static final Logger logger = LoggerFactory.getLogger(S3LogStore.class);

	/** What is sent at once; larger logs are sent in parts of at least this size. */
	static final long PART_SIZE = 16 * 1024 * 1024;

	/** What is sent once more to find out what the server does with conditions. */
	private static final long CHEAP = 1024 * 1024;

	private static final int ROUNDS = 3;

	private static final Duration IDENTITY_PAUSE = Duration.ofSeconds(1);

	private final S3Bucket bucket;

	private final S3Multipart multipart;

	private final S3Access access;

	private final S3Identity identity;

	private final long partSize;

	private final S3WriteOnce writeOnce;

	private final KeyLocks locks = new KeyLocks();

	public S3LogStore(S3Client client, StoreLocation.Bucket location, UploadLog uploads) {
		this(new S3Bucket(client, location.name(), location.prefix(), null), uploads, PART_SIZE);
	}

	public S3LogStore(S3Bucket bucket, UploadLog uploads, long partSize) {
		this.bucket = bucket;
		this.partSize = partSize;
		this.writeOnce = new S3WriteOnce("logs in " + uri(), logger::warn);
		this.multipart = new S3Multipart(bucket, uploads, partSize);
		this.access = new S3Access(bucket);
		this.identity = new S3Identity(bucket, IDENTITY_PAUSE);
	}

	@Override
	public PutResult put(ObjectKey key, LogText text, LogMetadata metadata) {
		return this.writeOnce.looksFirst() ? this.locks.holding(key, () -> store(key, text, metadata, true))
				: store(key, text, metadata, true);
	}

	@Override
	public void replace(ObjectKey key, LogText text, LogMetadata metadata) {
		if (!key.partial()) {
			throw new IllegalArgumentException(key + " is final: it can't be replaced");
		}
		store(key, text, metadata, false);
	}

	private PutResult store(ObjectKey key, LogText text, LogMetadata metadata, boolean once) {
		key.requireCompressionOf(text);
		for (int round = 0; round < ROUNDS; round++) {
			Optional<PutResult.Stored> sent = send(key, text, metadata, once);
			if (sent.isPresent()) {
				return sent.get();
			}
			Optional<StoredObject> there = find(key);
			boolean sameBytes = there.isPresent() && holds(there.get(), text);
			if (sameBytes && metadata.isOf(there.get())) {
				return new PutResult.Stored(there.get().etag());
			}
			if (there.isPresent() && once) {
				return new PutResult.AlreadyThere(there.get(), sameBytes);
			}
		}
		throw new StoreException(StoreException.ERROR, "Storing " + this.bucket.uri(key.value()) + " failed " + ROUNDS
				+ " times: something else writes and deletes it all the time", null);
	}

	private static boolean holds(StoredObject object, LogText text) {
		return object.size() == text.encodedSize()
				&& (object.etag() == null || !new S3Body(text, 0, text.encodedSize()).isUnlike(object.etag()));
	}

	private Optional<PutResult.Stored> send(ObjectKey key, LogText text, LogMetadata metadata, boolean once) {
		boolean large = text.encodedSize() > this.partSize;
		if (once && (large || this.writeOnce.looksFirst()) && find(key).isPresent()) {
			return Optional.empty();
		}
		if (large) {
			return this.multipart.upload(key, text, metadata, once);
		}
		return S3Failures.translate("Storing " + this.bucket.uri(key.value()),
				() -> once ? sendOnce(key, text, metadata) : sendWhole(key, text, metadata, null));
	}

	private Optional<PutResult.Stored> sendOnce(ObjectKey key, LogText text, LogMetadata metadata) {
		Optional<PutResult.Stored> stored = this.writeOnce
			.write((condition) -> sendWhole(key, text, metadata, condition));
		if (stored.isPresent() && text.encodedSize() <= CHEAP) {
			tryOut(key, text, metadata);
		}
		return stored;
	}

	private void tryOut(ObjectKey key, LogText text, LogMetadata metadata) {
		try {
			this.writeOnce
				.tryOut(() -> S3Failures.translate("Trying the server", () -> sendWhole(key, text, metadata, "*")));
		}
		catch (RuntimeException ex) {
			logger.debug("What the server does with conditions is to be found out by the next log", ex);
		}
	}

	private Optional<PutResult.Stored> sendWhole(ObjectKey key, LogText text, LogMetadata metadata,
			@Nullable String condition) {
		S3Body body = new S3Body(text, 0, text.encodedSize());
		try {
			PutObjectResponse response = this.bucket.client()
				.putObject((request) -> request.bucket(this.bucket.name())
					.key(this.bucket.key(key.value()))
					.contentType(S3Body.CONTENT_TYPE)
					.contentEncoding(key.compression().contentEncoding().orElse(null))
					.contentMD5(body.contentMd5())
					.metadata(metadata.toMap())
					.ifNoneMatch(condition), body.requestBody());
			return Optional.of(new PutResult.Stored(response.eTag()));
		}
		catch (S3Exception ex) {
			if (S3Failures.isTaken(ex)) {
				return Optional.empty();
			}
			throw ex;
		}
	}

	@Override
	public Optional<StoredObject> find(String key) {
		return this.bucket.find(key);
	}

	@Override
	public InputStream open(String key) {
		return this.bucket.open(key);
	}

	@Override
	public void delete(ObjectKey key) {
		this.bucket.delete(key.value());
	}

	@Override
	public Stream<ListedObject> list() {
		return this.bucket.list();
	}

	@Override
	public Optional<ArchiveIdentity> identity() {
		return this.identity.read();
	}

	@Override
	public ArchiveIdentity identify(ArchiveIdentity identity) {
		return this.identity.write(identity);
	}

	@Override
	public void check() {
		this.access.check();
	}

	@Override
	public StoreFindings probe() {
		return this.access.probe();
	}

	@Override
	public String uri() {
		String uri = this.bucket.uri("");
		return uri.substring(0, uri.length() - 1);
	}

	@Override
	public List<OpenUpload> openUploads() {
		return this.multipart.open();
	}

	@Override
	public void abort(String key, String uploadId) {
		this.multipart.abort(key, uploadId);
	}

	@Override
	public void close() {
		this.bucket.client().close();
	}

}
