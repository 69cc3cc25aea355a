package dev.logarchiver.intake;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.Printable;

/**
 * The name of something that lists Workers, and what is said when it can't be read.
 *
 * @param name the name as it was given
 * @param by the option or setting that it was given by
 */
record NamedInput(String name, String by) {

	private static final String STANDARD_INPUT = "-";

	boolean isStandardInput() {
		return this.name.equals(STANDARD_INPUT);
	}

	NamedInput named(String other) {
		return new NamedInput(other, this.by);
	}

	Path path() {
		if (this.name.isBlank()) {
			throw new ConfigurationException(this.by + " is empty: name a file, or - for standard input");
		}
		try {
			return Path.of(this.name);
		}
		catch (InvalidPathException ex) {
			throw problem("is not a valid path: correct it", ex);
		}
	}

	ConfigurationException unreadable(IOException failure) {
		return switch (failure) {
			case MalformedListException malformed -> problem(String.valueOf(malformed.getMessage()), malformed);
			case NoSuchFileException missing ->
				problem("can't be read: there is no file " + path().toAbsolutePath() + "; correct the path", missing);
			case AccessDeniedException denied -> problem("can't be read: permission denied; make it readable", denied);
			default -> problem("can't be read: " + describe(failure), failure);
		};
	}

	ConfigurationException problem(String what, Throwable cause) {
		return new ConfigurationException(Printable.escape(this + " " + what), cause);
	}

	static String describe(IOException failure) {
		return switch (failure) {
			case AccessDeniedException _ -> "permission denied";
			case FileAlreadyExistsException inTheWay -> inTheWay.getFile() + " is not a directory";
			case FileSystemException named when named.getReason() != null -> named.getReason();
			default -> String.valueOf(failure.getMessage());
		};
	}

	@Override
	public String toString() {
		return Printable.escape(this.name + " (" + this.by + ")");
	}

}
