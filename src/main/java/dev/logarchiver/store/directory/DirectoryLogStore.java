package dev.logarchiver.store.directory;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.state.DurableFiles;
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
import dev.logarchiver.store.StoredObject;
import dev.logarchiver.store.spool.SpooledLog;

/** Keeps logs in a directory, under the same names as in a bucket. */
final class DirectoryLogStore implements LogStore {

	private static final int ROUNDS = 3;

	private final DirectoryLayout layout;

	private final DirectoryListing listing;

	private final DirectoryAccess access;

	private final Sidecars sidecars;

	private final DirectoryIdentity identity;

	private final DirectoryWriter writer;

	private final DirectoryReader reader;

	private final DirectoryFiles files;

	DirectoryLogStore(Path root) {
		this.layout = new DirectoryLayout(root);
		this.listing = new DirectoryListing(this.layout);
		this.access = new DirectoryAccess(this.layout.root());
		this.sidecars = new Sidecars();
		this.writer = new DirectoryWriter(this.layout, this.sidecars);
		this.identity = new DirectoryIdentity(this.layout, this.writer);
		this.reader = new DirectoryReader(this.layout, this.sidecars);
		this.files = new DirectoryFiles(this.layout, this.writer);
	}

	@Override
	public PutResult put(ObjectKey key, SpooledLog text, LogMetadata metadata) {
		key.requireCompressionOf(text);
		String what = "Storing " + this.layout.object(key.value());
		return DirectoryFailures.translate(what, () -> {
			for (int round = 0; round < ROUNDS; round++) {
				Optional<StoredObject> there = find(key);
				if (there.isPresent()) {
					return metadata.isOf(there.get()) ? new PutResult.Stored(null)
							: new PutResult.AlreadyThere(there.get(), there.get().size() == text.encodedSize());
				}
				if (this.writer.write(key, text, metadata, true)) {
					return new PutResult.Stored(null);
				}
			}
			throw new StoreException(StoreException.ERROR, what + " failed " + ROUNDS
					+ " times: what is there is not a file, or another process keeps writing and deleting it");
		});
	}

	@Override
	public void replace(ObjectKey key, SpooledLog text, LogMetadata metadata) {
		key.requirePartial();
		key.requireCompressionOf(text);
		DirectoryFailures.translate("Storing " + this.layout.object(key.value()), () -> {
			Path object = this.layout.object(key.value());
			Optional<FileTime> replaced = DirectoryReader.regular(object).map(BasicFileAttributes::lastModifiedTime);
			boolean written = this.writer.write(key, text, metadata, false);
			if (replaced.isPresent()) {
				this.sidecars.delete(object, replaced.get());
			}
			return written;
		});
	}

	@Override
	public Optional<StoredObject> find(String key) {
		return this.reader.find(key);
	}

	@Override
	public InputStream open(String key) {
		return this.reader.open(key);
	}

	@Override
	public LogLink link(ObjectKey key, Duration validity) {
		return new LogLink.File(this.layout.object(key.value()));
	}

	@Override
	public InputStream open(String key, long offset, long length) {
		return this.reader.open(key, offset, length);
	}

	@Override
	public void delete(ObjectKey key) {
		Path object = this.layout.object(key.value());
		DirectoryFailures.translate("Deleting " + object, () -> {
			this.layout.requireInside(object);
			Optional<BasicFileAttributes> attributes = DirectoryReader.regular(object);
			if (attributes.isPresent() && Files.deleteIfExists(object)) {
				this.sidecars.delete(object, attributes.get().lastModifiedTime());
				DurableFiles.force(DirectoryLayout.parent(object));
			}
			return true;
		});
	}

	@Override
	public List<Deletion> deleteForGood(List<ObjectKey> keys) {
		return keys.stream().map(this::deleteForGood).toList();
	}

	private Deletion deleteForGood(ObjectKey key) {
		try {
			delete(key);
			return new Deletion.Deleted(key.value());
		}
		catch (StoreException ex) {
			return new Deletion.Failed(key.value(), ex.code(), String.valueOf(ex.getMessage()));
		}
	}

	@Override
	public boolean hold(ObjectKey key, boolean held) {
		return false;
	}

	@Override
	public ArchiveFiles files() {
		return this.files;
	}

	@Override
	public Stream<ListedObject> list() {
		return this.listing.objects();
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
		this.access.check();
		this.access.probe();
		return StoreFindings.NONE;
	}

	@Override
	public String uri() {
		return "file:" + this.layout.root();
	}

	@Override
	public List<OpenUpload> openUploads() {
		return this.listing.uploads();
	}

	@Override
	public void abort(String key, String uploadId) {
		Path object = this.layout.object(key);
		DirectoryFailures.translate("Aborting an upload of " + object, () -> {
			this.layout.requireInside(object);
			DirectoryUpload upload = new DirectoryUpload(this.layout, object, uploadId);
			boolean together = Files.deleteIfExists(upload.together());
			return Files.deleteIfExists(upload.beside()) || together;
		});
	}

	@Override
	public void close() {
		// nothing is held open
	}

}
