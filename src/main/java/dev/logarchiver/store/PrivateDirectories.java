package dev.logarchiver.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Creates directories and files that only their owner can read: logs often hold more than
 * they should.
 */
final class PrivateDirectories {

	private static final FileAttribute<?>[] NO_ATTRIBUTES = {};

	private PrivateDirectories() {
	}

	static void create(Path directory) throws IOException {
		if (!Files.isDirectory(directory)) {
			Files.createDirectories(directory, attributes(directory, "rwx------"));
		}
	}

	static FileAttribute<?>[] fileAttributes(Path file) {
		return attributes(file, "rw-------");
	}

	private static FileAttribute<?>[] attributes(Path path, String permissions) {
		if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			return NO_ATTRIBUTES;
		}
		return new FileAttribute<?>[] {
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) };
	}

}
