package dev.logarchiver.store.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

import dev.logarchiver.failure.StoreException;

/**
 * Which file of a directory holds which object. Files whose names begin with a dot, and
 * those in directories with such names, are not objects: beside {@code X} lies its
 * {@linkplain Sidecars metadata}; while it is written, its bytes lie in {@code .uploads}.
 *
 * @param root the directory, absolute
 */
record DirectoryLayout(Path root) {

	DirectoryLayout {
		root = root.toAbsolutePath().normalize();
	}

	/** Where the bytes of objects are while they are written. */
	Path uploads() {
		return this.root.resolve(".uploads");
	}

	/**
	 * The file of an object.
	 * @throws IllegalArgumentException if the key leads out of the directory, or to a
	 * file that is not an object
	 */
	Path object(String key) {
		try {
			Path path = this.root.resolve(key);
			Path relative = this.root.relativize(path.normalize());
			if (path.equals(path.normalize()) && !path.equals(this.root) && path.startsWith(this.root)
					&& !isHidden(relative)) {
				return path;
			}
		}
		catch (InvalidPathException ex) {
			throw new IllegalArgumentException("The key is not a valid path", ex);
		}
		throw new IllegalArgumentException("The key leads out of the store, or to a file that is not an object");
	}

	/**
	 * Makes sure that links among the directories don't lead out of the store.
	 * @throws StoreException if they do
	 */
	void requireInside(Path object) throws IOException {
		Path there = parent(object);
		while (!there.equals(this.root) && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
			there = parent(there);
		}
		if (Files.exists(there)
				&& !there.toRealPath().equals(this.root.toRealPath().resolve(this.root.relativize(there)))) {
			throw new StoreException(StoreException.DENIED,
					"A link leads from " + there + " to another directory: the store doesn't follow it");
		}
	}

	String key(Path object) {
		return this.root.relativize(object).toString().replace(object.getFileSystem().getSeparator(), "/");
	}

	static boolean isHidden(Path path) {
		for (Path part : path) {
			if (part.toString().startsWith(".")) {
				return true;
			}
		}
		return false;
	}

	static String name(Path path) {
		Path name = path.getFileName();
		return (name != null) ? name.toString() : "";
	}

	static Path parent(Path object) {
		Path parent = object.getParent();
		if (parent == null) {
			throw new IllegalArgumentException(object + " is not a file of a store");
		}
		return parent;
	}

}
