package dev.logarchiver.store;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Keeps logs in S3-compatible storage. That an object is written once is left to the
 * server's conditional writes.
 */
final class S3LogStore implements LogStore {

	/** What is sent at once; larger logs are sent in parts of at least this size. */
	static final long PART_SIZE = 16 * 1024 * 1024;

	private static final int ROUNDS = 3;

	private final S3Bucket bucket;

	private final S3Multipart multipart;

	private final S3Access access;

	private final long partSize;

	S3LogStore(S3Client client, StoreLocation.Bucket location, UploadLog uploads) {
		this(new S3Bucket(client, location.name(), location.prefix(), null), uploads, PART_SIZE);
	}

	S3LogStore(S3Bucket bucket, UploadLog uploads, long partSize) {
		this.bucket = bucket;
		this.multipart = new S3Multipart(bucket, uploads, partSize);
		this.access = new S3Access(bucket);
		this.partSize = partSize;
	}

	@Override
	public PutResult put(ObjectKey key, LogText text, LogMetadata metadata) {
		return store(key, text, metadata, true);
	}

	@Override
	public void replace(ObjectKey key, LogText text, LogMetadata metadata) {
		if (!key.partial()) {
			throw new IllegalArgumentException(key + " is final: it can't be replaced");
		}
		store(key, text, metadata, false);
	}

	private PutResult store(ObjectKey key, LogText text, LogMetadata metadata, boolean once) {
		text.requireCompressionOf(key);
		for (int round = 0; round < ROUNDS; round++) {
			Optional<PutResult.Stored> sent = send(key, text, metadata, once);
			if (sent.isPresent()) {
				return sent.get();
			}
			Optional<StoredObject> there = find(key);
			if (there.isPresent() && metadata.isOf(there.get())) {
				return new PutResult.Stored(there.get().etag());
			}
			if (there.isPresent() && once) {
				return new PutResult.AlreadyThere(there.get());
			}
		}
		throw new StoreException(StoreException.ERROR, "Storing " + this.bucket.uri(key.value()) + " failed " + ROUNDS
				+ " times: something else writes and deletes it all the time", null);
	}

	private Optional<PutResult.Stored> send(ObjectKey key, LogText text, LogMetadata metadata, boolean once) {
		if (text.encodedSize() <= this.partSize) {
			return sendWhole(key, text, metadata, once);
		}
		if (once && find(key).isPresent()) {
			return Optional.empty();
		}
		return this.multipart.upload(key, text, metadata, once);
	}

	private Optional<PutResult.Stored> sendWhole(ObjectKey key, LogText text, LogMetadata metadata, boolean once) {
		S3Body body = new S3Body(text, 0, text.encodedSize());
		return S3Failures.translate("Storing " + this.bucket.uri(key.value()), () -> {
			try {
				PutObjectResponse response = this.bucket.client()
					.putObject((request) -> request.bucket(this.bucket.name())
						.key(this.bucket.key(key.value()))
						.contentType(S3Body.CONTENT_TYPE)
						.contentEncoding(key.compression().contentEncoding().orElse(null))
						.contentMD5(body.contentMd5())
						.metadata(metadata.toMap())
						.ifNoneMatch(once ? "*" : null), body.requestBody());
				return Optional.of(new PutResult.Stored(response.eTag()));
			}
			catch (S3Exception ex) {
				if (S3Failures.isTaken(ex)) {
					return Optional.empty();
				}
				throw ex;
			}
		});
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
	public void check() {
		this.access.check();
	}

	@Override
	public List<String> probe() {
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
