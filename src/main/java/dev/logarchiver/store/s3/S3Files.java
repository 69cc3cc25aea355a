package dev.logarchiver.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.store.ArchiveFiles;
import dev.logarchiver.store.ArchiveIdentity;
import dev.logarchiver.store.ListedObject;
import dev.logarchiver.store.NoSuchObjectException;

/**
 * What the program keeps beside the logs, in a bucket.
 *
 * @param bucket the bucket
 */
record S3Files(S3Bucket bucket) implements ArchiveFiles {

	private static final String TYPE = "application/octet-stream";

	private static final int TRIES = 3;

	@Override
	public boolean create(String name, byte[] content) {
		S3WriteOnce once = new S3WriteOnce(this.bucket.uri(key(name)), (_) -> {
		});
		return S3Failures.translate("Storing " + this.bucket.uri(key(name)), () -> this.bucket.find(key(name)).isEmpty()
				&& once.write((condition) -> this.bucket.put(key(name), TYPE, content, condition)).isPresent());
	}

	@Override
	public void write(String name, byte[] content) {
		S3Failures.translate("Storing " + this.bucket.uri(key(name)),
				() -> this.bucket.put(key(name), TYPE, content, null));
	}

	@Override
	public Optional<byte[]> read(String name) {
		return read(this.bucket, key(name), Integer.MAX_VALUE);
	}

	/**
	 * Reads a small object of the program's own.
	 * @param longest no more than this many bytes of it
	 * @return its content; empty where there is none
	 */
	static Optional<byte[]> read(S3Bucket bucket, String key, int longest) {
		for (int tries = 1;; tries++) {
			try (InputStream content = bucket.open(key)) {
				return Optional.of(content.readNBytes(longest));
			}
			catch (NoSuchObjectException ex) {
				return Optional.empty();
			}
			catch (IOException ex) {
				if (tries == TRIES) {
					throw new OutOfReachException("Reading " + bucket.uri(key) + " failed: " + ex, ex);
				}
			}
		}
	}

	@Override
	public List<String> list(String folder) {
		try (Stream<ListedObject> files = new S3Listing(this.bucket).files(key(folder))) {
			return files.map((file) -> file.key().substring(ArchiveIdentity.DIRECTORY.length())).sorted().toList();
		}
	}

	@Override
	public void delete(String name) {
		this.bucket.delete(key(name));
	}

	private static String key(String name) {
		return ArchiveIdentity.DIRECTORY + name;
	}

}
