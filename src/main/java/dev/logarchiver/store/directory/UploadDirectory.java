package dev.logarchiver.store.directory;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

import dev.logarchiver.failure.FileProblem;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.state.DurableFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where unfinished files lie, and whether others may lie elsewhere: then the whole
 * archive must be searched for those of dead processes.
 *
 * @param root the directory of the store
 * @param path the directory
 * @param note the file that is there once no others lie elsewhere
 */
record UploadDirectory(Path root, Path path, Path note) {

	private static final Logger logger = LoggerFactory.getLogger(UploadDirectory.class);

	static UploadDirectory of(DirectoryLayout layout) {
		return new UploadDirectory(layout.root(), layout.uploads(), layout.uploads().resolve("holds-all"));
	}

	/**
	 * Creates it where it is missing.
	 * @throws StoreException if something else has its name: a link isn't followed
	 */
	void create() throws IOException {
		// another thread or process may make it between two looks
		if (isDirectory()) {
			return;
		}
		if (Files.exists(this.path, LinkOption.NOFOLLOW_LINKS) && !isDirectory()) {
			throw new StoreException(StoreException.DENIED,
					this.path + " is not a directory: unfinished files can't be written there");
		}
		DurableFiles.createDirectories(this.path);
	}

	private boolean isDirectory() {
		return Files.isDirectory(this.path, LinkOption.NOFOLLOW_LINKS);
	}

	boolean holdsAll() {
		return Files.isRegularFile(this.note, LinkOption.NOFOLLOW_LINKS);
	}

	/** Where that can't be noted, the archive is searched again. */
	void noteThatItHoldsAll() {
		try {
			if (Files.isDirectory(this.root)) {
				create();
				DurableFiles.create(this.note, (output) -> {
				});
			}
		}
		catch (FileAlreadyExistsException ex) {
			logger.debug("{} was noted meanwhile", this.note);
		}
		catch (IOException ex) {
			logger.debug("{} can't be written: {}", this.note, FileProblem.describe(ex));
		}
		catch (StoreException ex) {
			logger.debug("{} can't be written", this.note, ex);
		}
	}

	/** Says, before a file is written elsewhere, that the archive is to be searched. */
	void noteThatOthersFollow() throws IOException {
		if (Files.deleteIfExists(this.note)) {
			DurableFiles.force(this.path);
		}
	}

}
