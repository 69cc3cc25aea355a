package dev.logarchiver.state;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;

import dev.logarchiver.failure.FileProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes files that are still there after a power loss. */
public final class DurableFiles {

	private static final Logger logger = LoggerFactory.getLogger(DurableFiles.class);

	private DurableFiles() {
	}

	/**
	 * Writes a new file and waits until it is on the disk; a failure leaves none.
	 * @throws IOException if it is there already, or can't be written
	 */
	public static void create(Path file, FileContent content) throws IOException {
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
	 * Deletes what is of no use any more. Where that can't be done, it only takes room:
	 * what was written meanwhile has succeeded all the same.
	 */
	public static void deleteIfPossible(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			logger.debug("{} stays: {}", file, FileProblem.describe(ex));
		}
	}

	/**
	 * Creates what is missing of a directory and waits until its name is on the disk. One
	 * thread at a time: a directory that is seen is one that lasts.
	 */
	public static synchronized void createDirectories(Path directory) throws IOException {
		if (!Files.isDirectory(directory)) {
			Path parent = parent(directory);
			createDirectories(parent);
			PrivateFiles.createDirectories(directory);
			force(parent);
		}
	}

	/**
	 * Gives a complete file the name of another one, which it replaces: whenever that is
	 * interrupted, one of the two has the name. Both are in the same directory.
	 */
	public static void replace(Path file, Path target) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.force(true);
		}
		Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
		force(parent(target));
	}

	/**
	 * Gives a complete file the name of another one that isn't there, under which it may
	 * be seen from then on.
	 * @return {@code false} where the name is taken
	 */
	public static boolean link(Path file, Path target) throws IOException {
		try {
			Files.createLink(target, file);
			return true;
		}
		catch (FileAlreadyExistsException ex) {
			return false;
		}
		catch (UnsupportedOperationException | FileSystemException ex) {
			return moveIfFree(file, target);
		}
	}

	/**
	 * The way of file systems without links: between looking and moving, another process
	 * could take the name. In one step, because from one file system to another the bytes
	 * would be copied under the file's name.
	 */
	private static boolean moveIfFree(Path file, Path target) throws IOException {
		if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
			return false;
		}
		Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
		return true;
	}

	/**
	 * Waits until the names in a directory are on the disk, also where the thread is told
	 * to stop: what has its name already must not be reported as missing.
	 */
	public static void force(Path directory) throws IOException {
		boolean interrupted = Thread.interrupted();
		try {
			while (!isForced(directory)) {
				interrupted |= Thread.interrupted();
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private static boolean isForced(Path directory) throws IOException {
		if (!PrivateFiles.isPosix(directory)) {
			return true;
		}
		try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
			channel.force(true);
			return true;
		}
		catch (ClosedByInterruptException ex) {
			return false;
		}
	}

	private static Path parent(Path file) {
		return Objects.requireNonNull(file.getParent(), file + " is not in a directory");
	}

}
