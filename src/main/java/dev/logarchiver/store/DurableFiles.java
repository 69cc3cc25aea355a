package dev.logarchiver.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Writes files that are still there after a power loss.
 */
final class DurableFiles {

	private DurableFiles() {
	}

	/**
	 * Writes a new file and waits until it is on the disk; a failure leaves none.
	 * @param file a file that isn't there
	 * @param content writes its bytes
	 * @throws IOException if it is there, or can't be written
	 */
	static void create(Path file, Content content) throws IOException {
		FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
				PrivateFiles.filePermissions(file));
		boolean written = false;
		try (channel; OutputStream output = Channels.newOutputStream(channel)) {
			content.writeTo(output);
			channel.force(true);
			written = true;
		}
		finally {
			if (!written) {
				Files.deleteIfExists(file);
			}
		}
	}

	/**
	 * Creates what is missing of a directory below another one.
	 * @param directory the directory
	 * @param root where to stop looking; it may be missing too
	 * @throws IOException if it can't be created
	 */
	static void createDirectories(Path directory, Path root) throws IOException {
		if (Files.isDirectory(directory)) {
			return;
		}
		PrivateFiles.createDirectories(directory);
		for (Path parent = directory; !parent.equals(root);) {
			parent = DirectoryLayout.parent(parent);
			force(parent);
		}
	}

	/**
	 * Waits until the names in a directory are on the disk.
	 * @param directory the directory
	 * @throws IOException if that fails
	 */
	static void force(Path directory) throws IOException {
		if (PrivateFiles.isPosix(directory)) {
			try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
				channel.force(true);
			}
		}
	}

	/**
	 * The bytes of a file.
	 */
	@FunctionalInterface
	interface Content {

		void writeTo(OutputStream output) throws IOException;

	}

}
