package dev.logarchiver.store.directory;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;

import dev.logarchiver.failure.FileProblem;
import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.store.NoSuchObjectException;

/**
 * Tells apart what a failure of the file system concerns: one file, or all of them, such
 * as a full disk.
 */
final class DirectoryFailures {

	/** What the system says of one path; whatever else it says concerns all of them. */
	private static final Set<String> OF_ONE_PATH = Set.of("File name too long", "Not a directory", "Is a directory",
			"Too many levels of symbolic links");

	private DirectoryFailures() {
	}

	static <T> T translate(String what, Work<T> work) {
		try {
			return work.run();
		}
		catch (DirectoryIteratorException ex) {
			throw of(what, Objects.requireNonNull(ex.getCause()));
		}
		catch (IOException ex) {
			throw of(what, ex);
		}
	}

	private static RuntimeException of(String what, IOException failure) {
		String message = what + " failed: " + FileProblem.describe(failure);
		return switch (failure) {
			case ClosedByInterruptException interrupt -> cancelled(what, interrupt);
			case InterruptedIOException interrupt -> cancelled(what, interrupt);
			case NoSuchFileException missing -> new NoSuchObjectException(message, missing);
			case AccessDeniedException denied -> new StoreException(StoreException.DENIED, message, denied);
			case FileAlreadyExistsException blocked -> new StoreException(StoreException.ERROR, message, blocked);
			case FileSystemException named when named.getReason() != null && OF_ONE_PATH.contains(named.getReason()) ->
				new StoreException(StoreException.ERROR, message, named);
			default -> new OutOfReachException(message, failure);
		};
	}

	static RuntimeException cancelled(String what, IOException interrupt) {
		CancellationException cancellation = new CancellationException(what + " was interrupted");
		cancellation.initCause(interrupt);
		return cancellation;
	}

	@FunctionalInterface
	interface Work<T> {

		T run() throws IOException;

	}

}
