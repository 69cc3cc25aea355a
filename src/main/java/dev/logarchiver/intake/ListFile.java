package dev.logarchiver.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.state.SpoolFile;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.InputStreamSource;

/**
 * A file that lists Workers, or standard input. What can be read only once, such as a
 * pipe, is copied.
 */
final class ListFile implements Source {

	private final NamedInput file;

	private final InputStreamSource content;

	private final @Nullable SpoolFile copy;

	private final ListFormat format;

	private ListFile(NamedInput file, InputStreamSource content, @Nullable SpoolFile copy, ListFormat format) {
		this.file = file;
		this.content = content;
		this.copy = copy;
		this.format = format;
	}

	/**
	 * Opens a list.
	 * @param file its name, {@code -} for standard input
	 * @param standardInput where {@code -} reads from; is not closed
	 * @param scratch the directory for a copy
	 */
	static ListFile open(NamedInput file, InputStream standardInput, Path scratch) {
		return file.isStandardInput() ? copied(file.named("standard input"), standardInput, scratch)
				: named(file, scratch);
	}

	private static ListFile named(NamedInput file, Path scratch) {
		Path path = path(file);
		if (Files.isDirectory(path)) {
			throw new ConfigurationException(file + " is a directory: name a file in it");
		}
		if (Files.exists(path) && !Files.isRegularFile(path)) {
			try (InputStream input = Files.newInputStream(path)) {
				return copied(file, input, scratch);
			}
			catch (IOException ex) {
				throw unreadable(file, ex);
			}
		}
		return new ListFile(file, () -> Files.newInputStream(path), null, ListFormat.ofName(file.name()));
	}

	private static Path path(NamedInput file) {
		if (file.name().isBlank()) {
			throw new ConfigurationException(file.by() + " is empty: name a file, or - for standard input");
		}
		try {
			return Path.of(file.name());
		}
		catch (InvalidPathException ex) {
			throw problem(file, "is no valid path: correct it", ex);
		}
	}

	private static ListFile copied(NamedInput file, InputStream input, Path scratch) {
		try {
			SpoolFile copy = SpoolFile.copy(input, scratch, "list-");
			ListFormat format = ListFormat.ofName(file.name());
			return new ListFile(file, copy::open, copy,
					(format != ListFormat.TEXT) ? format : ListFormat.ofContent(copy.open()));
		}
		catch (MalformedListException ex) {
			throw unreadable(file, ex);
		}
		catch (IOException ex) {
			throw problem(file, "can't be copied to " + scratch + " (" + describe(ex)
					+ "): make room there, or choose another directory by --state", ex);
		}
	}

	@Override
	public void forEach(Consumer<? super ListEntry> consumer) {
		try (InputStream bytes = this.content.getInputStream()) {
			Entries entries = this.format.entries(bytes, this.file.name());
			for (ListEntry entry = entries.next(); entry != null; entry = entries.next()) {
				consumer.accept(entry);
			}
		}
		catch (IOException ex) {
			throw unreadable(this.file, ex);
		}
	}

	@Override
	public String description() {
		return this.file.toString();
	}

	@Override
	public void close() {
		try {
			if (this.copy != null) {
				this.copy.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ConfigurationException unreadable(NamedInput file, IOException failure) {
		return switch (failure) {
			case MalformedListException malformed -> problem(file, String.valueOf(malformed.getMessage()), malformed);
			case NoSuchFileException missing -> problem(file,
					"can't be read: there is no file " + path(file).toAbsolutePath() + "; correct the path", missing);
			case AccessDeniedException denied ->
				problem(file, "can't be read: permission denied; make it readable", denied);
			default -> problem(file, "can't be read: " + describe(failure), failure);
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

	private static ConfigurationException problem(NamedInput file, String what, Throwable cause) {
		return new ConfigurationException(Printable.escape(file + " " + what), cause);
	}

}
