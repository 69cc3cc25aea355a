package dev.logarchiver.store.directory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;

import dev.logarchiver.state.DurableFiles;
import dev.logarchiver.state.FileContent;
import dev.logarchiver.store.LogMetadata;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.spool.SpooledLog;

/**
 * Brings objects into a directory. An object gets its name by a hard link once its bytes
 * and metadata are on the disk: that fails where the name is taken, and is all or
 * nothing.
 *
 * @param layout which file holds which object
 * @param sidecars keeps the metadata
 */
record DirectoryWriter(DirectoryLayout layout, Sidecars sidecars) {

	/**
	 * Writes an object.
	 * @param once whether an object that is there stays as it is
	 * @return {@code false} where one was there
	 * @throws IOException if it can't be written; nothing of it is left
	 */
	boolean write(ObjectKey key, SpooledLog text, LogMetadata metadata, boolean once) throws IOException {
		Path object = this.layout.object(key.value());
		this.layout.requireInside(object);
		DurableFiles.createDirectories(DirectoryLayout.parent(object));
		return bring(object, (output) -> {
			try (InputStream bytes = text.open()) {
				bytes.transferTo(output);
			}
		}, (temporary) -> publish(temporary, object, metadata, once));
	}

	/**
	 * Writes a file under another name, and then has it get its name. Where the file is
	 * to be on another file system than the unfinished files, because one is mounted
	 * there, it is written beside its place.
	 */
	boolean bring(Path object, FileContent content, Naming naming) throws IOException {
		DirectoryUpload upload = DirectoryUpload.begin(this.layout, object);
		UploadDirectory uploads = UploadDirectory.of(this.layout);
		uploads.create();
		Path together = upload.together();
		if (!DirectoryLayout.parent(together).equals(uploads.path())) {
			DurableFiles.createDirectories(DirectoryLayout.parent(together));
		}
		try {
			return writeAndName(together, content, naming);
		}
		catch (AtomicMoveNotSupportedException ex) {
			uploads.noteThatOthersFollow();
			return writeAndName(upload.beside(), content, naming);
		}
	}

	private static boolean writeAndName(Path temporary, FileContent content, Naming naming) throws IOException {
		try {
			DurableFiles.create(temporary, content);
			return naming.name(temporary);
		}
		finally {
			DurableFiles.deleteIfPossible(temporary);
		}
	}

	private boolean publish(Path temporary, Path object, LogMetadata metadata, boolean once) throws IOException {
		FileTime time = this.sidecars.create(object, temporary, metadata.toMap());
		boolean published = false;
		try {
			published = once ? DurableFiles.link(temporary, object) : move(temporary, object);
		}
		finally {
			if (!published) {
				this.sidecars.delete(object, time);
			}
		}
		DurableFiles.force(DirectoryLayout.parent(object));
		return published;
	}

	static boolean move(Path temporary, Path object) throws IOException {
		Files.move(temporary, object, StandardCopyOption.ATOMIC_MOVE);
		return true;
	}

	/** Has a file that is complete get its name. */
	@FunctionalInterface
	interface Naming {

		/**
		 * Names the file.
		 * @return {@code false} where the name is taken
		 */
		boolean name(Path temporary) throws IOException;

	}

}
