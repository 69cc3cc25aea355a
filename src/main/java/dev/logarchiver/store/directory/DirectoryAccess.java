package dev.logarchiver.store.directory;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.FileProblem;
import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.state.DurableFiles;

/**
 * Finds out whether a directory can be used, and says what its user has to change where
 * it can't.
 *
 * @param root the directory
 */
record DirectoryAccess(Path root) {

	private static final String REMEDY = "choose a different directory with archiver.store.uri, or change its "
			+ "permissions";

	void check() {
		try {
			DurableFiles.createDirectories(this.root);
		}
		catch (FileAlreadyExistsException ex) {
			throw new ConfigurationException("The store " + this.root + " of archiver.store.uri is not a directory",
					"choose a different one", ex);
		}
		catch (IOException ex) {
			throw new ConfigurationException(
					"The directory " + this.root + " of the store can't be created (" + FileProblem.describe(ex) + ")",
					REMEDY, ex);
		}
		if (!Files.isWritable(this.root)) {
			throw new ConfigurationException("The directory " + this.root + " of the store can't be written", REMEDY,
					null);
		}
		Path uploads = new DirectoryLayout(this.root).uploads();
		if (Files.exists(uploads, LinkOption.NOFOLLOW_LINKS)
				&& !(Files.isDirectory(uploads, LinkOption.NOFOLLOW_LINKS) && Files.isWritable(uploads))) {
			throw new ConfigurationException(
					uploads + ", where unfinished logs are written, is not a directory that can be written",
					"delete it, or change its permissions: it holds nothing that is needed", null);
		}
	}

	void probe() {
		Path file = this.root.resolve(".log-archiver-probe-" + UUID.randomUUID());
		byte[] content = ("probe " + file).getBytes(StandardCharsets.UTF_8);
		try {
			writeAndReadBack(file, content);
		}
		catch (AccessDeniedException ex) {
			throw new ConfigurationException("The directory " + this.root + " of the store can't be written", REMEDY,
					ex);
		}
		catch (ClosedByInterruptException ex) {
			throw DirectoryFailures.cancelled("Trying " + this.root, ex);
		}
		catch (IOException ex) {
			throw new OutOfReachException(
					"The directory " + this.root + " of the store can't be used: " + FileProblem.describe(ex),
					"check that its disk has space and works, or " + REMEDY, ex);
		}
	}

	private void writeAndReadBack(Path file, byte[] content) throws IOException {
		try {
			DurableFiles.create(file, (output) -> output.write(content));
			requireNoOverwriting(file);
			if (!Arrays.equals(Files.readAllBytes(file), content)) {
				throw new ConfigurationException(
						"The directory " + this.root + " of the store returned different bytes than were written",
						"choose a different directory", null);
			}
		}
		finally {
			DurableFiles.deleteIfPossible(file);
		}
	}

	private static void requireNoOverwriting(Path file) throws IOException {
		try {
			DurableFiles.create(file, (output) -> output.write(0));
		}
		catch (FileAlreadyExistsException ex) {
			return;
		}
		throw new ConfigurationException("The file system of " + file.getParent() + " overwrites files that are there",
				"choose a different directory", null);
	}

}
