package dev.logarchiver.store.s3;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.logarchiver.store.ArchiveFiles;
import dev.logarchiver.store.ArchiveIdentity;
import dev.logarchiver.store.Deletion;
import dev.logarchiver.store.ListedObject;
import dev.logarchiver.store.LogLink;
import dev.logarchiver.store.LogMetadata;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.OpenUpload;
import dev.logarchiver.store.PutResult;
import dev.logarchiver.store.StoreFindings;
import dev.logarchiver.store.StoreLocation;
import dev.logarchiver.store.StoredObject;
import dev.logarchiver.store.UploadLog;
import dev.logarchiver.store.spool.SpooledLog;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Keeps logs in S3-compatible storage. */
final class S3LogStore implements LogStore {

	/** What is sent at once; larger logs are sent in parts of at least this size. */
	static final long PART_SIZE = 16 * 1024 * 1024;

	private static final Duration IDENTITY_PAUSE = Duration.ofSeconds(1);

	private final S3Bucket bucket;

	private final S3Writer writer;

	private final S3Access access;

	private final S3Identity identity;

	private final S3Protection protection;

	private final S3Deletion deletion;

	private final S3Links links;

	S3LogStore(S3Client client, Function<S3Client, S3Presigner> presigner, StoreLocation.Bucket location,
			UploadLog uploads, S3Settings settings) {
		this(new S3Bucket(client, location.name(), location.prefix(), null, settings), presigner, uploads, PART_SIZE);
	}

	S3LogStore(S3Bucket bucket, Function<S3Client, S3Presigner> presigner, UploadLog uploads, long partSize) {
		this.bucket = bucket;
		this.protection = new S3Protection(bucket);
		this.writer = new S3Writer(bucket, this.protection, uploads, partSize);
		this.deletion = new S3Deletion(bucket, this.protection);
		this.access = new S3Access(bucket, this.protection);
		this.identity = new S3Identity(bucket, IDENTITY_PAUSE);
		this.links = new S3Links(bucket, presigner);
	}

	@Override
	public PutResult put(ObjectKey key, SpooledLog text, LogMetadata metadata) {
		return this.writer.put(key, text, metadata);
	}

	@Override
	public void replace(ObjectKey key, SpooledLog text, LogMetadata metadata) {
		key.requirePartial();
		this.writer.store(key, text, metadata, false);
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
	public LogLink link(ObjectKey key, Duration validity) {
		return this.links.link(key, validity);
	}

	@Override
	public InputStream open(String key, long offset, long length) {
		return this.bucket.open(key, offset, length);
	}

	@Override
	public void delete(ObjectKey key) {
		this.deletion.remove(key.value());
	}

	@Override
	public List<Deletion> deleteForGood(List<ObjectKey> keys) {
		return this.deletion.delete(keys.stream().map(ObjectKey::value).toList());
	}

	@Override
	public boolean hold(ObjectKey key, boolean held) {
		return new S3Hold(this.bucket, this.protection).set(key.value(), held);
	}

	@Override
	public ArchiveFiles files() {
		return new S3Files(this.bucket);
	}

	@Override
	public Stream<ListedObject> list() {
		return new S3Listing(this.bucket).objects();
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
		return this.bucket.root();
	}

	@Override
	public List<OpenUpload> openUploads() {
		return new S3Listing(this.bucket).uploads().toList();
	}

	@Override
	public void abort(String key, String uploadId) {
		this.bucket.abort(key, uploadId);
	}

	@Override
	public void close() {
		this.bucket.client().close();
	}

}
