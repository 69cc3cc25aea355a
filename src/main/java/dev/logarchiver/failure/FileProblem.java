package dev.logarchiver.failure;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says why the file system refused something. */
public final class FileProblem {

	private FileProblem() {
	}

	/**
	 * The reason, without the path that the caller names.
	 * @param failure what was thrown
	 * @return the reason, printable
	 */
	public static String describe(IOException failure) {
		String reason = switch (failure) {
			case NoSuchFileException missing -> "there is no such file";
			case AccessDeniedException denied -> "permission denied";
			case FileAlreadyExistsException blocked -> "something else is in the way";
			case FileSystemException named when named.getReason() != null -> named.getReason();
			default -> String.valueOf(failure.getMessage());
		};
		return Printable.escape(reason);
	}

}
