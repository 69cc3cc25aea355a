package dev.logarchiver.store.directory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;

import dev.logarchiver.store.ObjectRange;
import dev.logarchiver.store.StoredObject;

/**
 * Looks up and reads the objects of a directory, links not followed.
 *
 * @param layout which file holds which object
 * @param sidecars keeps the metadata
 */
record DirectoryReader(DirectoryLayout layout, Sidecars sidecars) {

	private static final int LOOKS = 100;

	Optional<StoredObject> find(String key) {
		Path object = this.layout.object(key);
		return DirectoryFailures.translate("Looking up " + object, () -> {
			this.layout.requireInside(object);
			for (int round = 0; round < LOOKS; round++) {
				Optional<StoredObject> found = look(key, object);
				Optional<Instant> after = regular(object).map((file) -> file.lastModifiedTime().toInstant());
				if (after.equals(found.map(StoredObject::lastModified))) {
					return found;
				}
			}
			throw new IOException("another process keeps replacing it");
		});
	}

	/** Looks at an object that may be replaced while its metadata is read. */
	private Optional<StoredObject> look(String key, Path object) throws IOException {
		Optional<BasicFileAttributes> attributes = regular(object);
		if (attributes.isEmpty()) {
			return Optional.empty();
		}
		FileTime time = attributes.get().lastModifiedTime();
		return Optional.of(new StoredObject(key, attributes.get().size(), null, time.toInstant(),
				this.sidecars.read(object, time)));
	}

	InputStream open(String key) {
		Path object = this.layout.object(key);
		return DirectoryFailures.translate("Reading " + object, () -> {
			this.layout.requireInside(object);
			if (regular(object).isEmpty()) {
				throw new NoSuchFileException(object.toString());
			}
			return Files.newInputStream(object, LinkOption.NOFOLLOW_LINKS);
		});
	}

	InputStream open(String key, long offset, long length) {
		InputStream object = open(key);
		return DirectoryFailures.translate("Reading " + this.layout.object(key),
				() -> ObjectRange.of(object, offset, length));
	}

	static Optional<BasicFileAttributes> regular(Path file) throws IOException {
		return attributes(file).filter(BasicFileAttributes::isRegularFile);
	}

	/**
	 * What the file system says of a file, or whatever else has its name; empty where
	 * nothing has.
	 */
	static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
		try {
			return Optional.of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
	}

}
