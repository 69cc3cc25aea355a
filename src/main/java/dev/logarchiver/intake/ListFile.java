package dev.logarchiver.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

import dev.logarchiver.run.ConfigurationException;
import dev.logarchiver.run.Printable;

/**
 * A file that lists Workers, or standard input. What can be read only once, such as a
 * pipe, is copied.
 */
final class ListFile implements Source {

	private final String name;

	private final Content content;

	private final ListFormat format;

	private ListFile(String name, Content content, ListFormat format) {
		this.name = name;
		this.content = content;
		this.format = format;
	}

	static ListFile standardInput(InputStream input, Path scratch) {
		return copied("standard input", input, scratch);
	}

	static ListFile named(String name, Path scratch) {
		Path path = path(name);
		if (Files.isDirectory(path)) {
			throw new ConfigurationException(message(name, "is a directory: name a file in it"));
		}
		if (Files.exists(path) && !Files.isRegularFile(path)) {
			try (InputStream input = Files.newInputStream(path)) {
				return copied(name, input, scratch);
			}
			catch (IOException ex) {
				throw unreadable(name, ex);
			}
		}
		return new ListFile(name, new FileContent(path), ListFormat.ofName(name));
	}

	private static Path path(String name) {
		if (name.isBlank()) {
			throw new ConfigurationException("--workers is empty: name a file, or - for standard input");
		}
		try {
			return Path.of(name);
		}
		catch (InvalidPathException ex) {
			throw problem(name, "is no valid path: correct it", ex);
		}
	}

	private static ListFile copied(String name, InputStream input, Path scratch) {
		try {
			CopiedContent content = CopiedContent.of(input, scratch);
			ListFormat format = ListFormat.ofName(name);
			return new ListFile(name, content, (format != ListFormat.TEXT) ? format : content.format());
		}
		catch (IOException ex) {
			throw problem(name, "can't be copied to " + scratch + " (" + describe(ex)
					+ "): make room there, or choose another directory by --state", ex);
		}
	}

	@Override
	public void forEach(Consumer<? super ListEntry> consumer) {
		try (InputStream bytes = this.content.open()) {
			Entries entries = this.format.entries(bytes, this.name);
			for (ListEntry entry = entries.next(); entry != null; entry = entries.next()) {
				consumer.accept(entry);
			}
		}
		catch (IOException ex) {
			throw unreadable(this.name, ex);
		}
	}

	@Override
	public void close() {
		this.content.close();
	}

	private static ConfigurationException unreadable(String name, IOException failure) {
		return switch (failure) {
			case MalformedListException malformed -> problem(name, String.valueOf(malformed.getMessage()), malformed);
			case NoSuchFileException missing -> problem(name,
					"can't be read: there is no file " + path(name).toAbsolutePath() + "; correct the path", missing);
			case AccessDeniedException denied ->
				problem(name, "can't be read: permission denied; make it readable", denied);
			default -> problem(name, "can't be read: " + describe(failure), failure);
		};
	}

	private static String describe(IOException failure) {
		return switch (failure) {
			case AccessDeniedException _ -> "permission denied";
			case FileAlreadyExistsException inTheWay -> inTheWay.getFile() + " is no directory";
			case FileSystemException named when named.getReason() != null -> named.getReason();
			default -> String.valueOf(failure.getMessage());
		};
	}

	private static ConfigurationException problem(String name, String what, Throwable cause) {
		return new ConfigurationException(message(name, what), cause);
	}

	private static String message(String name, String what) {
		return Printable.escape(name + " (--workers) " + what);
	}

}
