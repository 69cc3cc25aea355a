package dev.logarchiver.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Creates directories and files that only their owner can read: logs often hold more than
 * they should.
 */
public final class PrivateFiles {

	private static final FileAttribute<?>[] NONE = {};

	private PrivateFiles() {
	}

	/**
	 * Creates a directory and its missing parents. One that is there keeps its
	 * permissions.
	 */
	public static void createDirectories(Path directory) throws IOException {
		if (!Files.isDirectory(directory)) {
			Files.createDirectories(directory, permissions(directory, "rwx------"));
		}
	}

	/**
	 * Creates an empty file, whatever the process's umask.
	 * @throws IOException if it is there already, or can't be created
	 */
	public static void createFile(Path file) throws IOException {
		Files.createFile(file, filePermissions(file));
	}

	public static Path createTemporary(Path directory, String prefix, String suffix) throws IOException {
		return Files.createTempFile(directory, prefix, suffix, filePermissions(directory));
	}

	/** What a file is created with, in the file system of any path of it. */
	public static FileAttribute<?>[] filePermissions(Path file) {
		return permissions(file, "rw-------");
	}

	private static FileAttribute<?>[] permissions(Path path, String permissions) {
		return isPosix(path) ? new FileAttribute<?>[] {
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) } : NONE;
	}

	static boolean isPosix(Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

}
