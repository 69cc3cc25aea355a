package dev.logarchiver.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import dev.logarchiver.failure.ConfigurationException;
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
		Path path = file.path();
		if (Files.isDirectory(path)) {
			throw new ConfigurationException(file + " is a directory: name a file in it");
		}
		if (Files.exists(path) && !Files.isRegularFile(path)) {
			try (InputStream input = Files.newInputStream(path)) {
				return copied(file, input, scratch);
			}
			catch (IOException ex) {
				throw file.unreadable(ex);
			}
		}
		return new ListFile(file, () -> Files.newInputStream(path), null, ListFormat.ofName(file.name()));
	}

	private static ListFile copied(NamedInput file, InputStream input, Path scratch) {
		try {
			SpoolFile copy = SpoolFile.copy(input, scratch, "list-");
			ListFormat format = ListFormat.ofName(file.name());
			return new ListFile(file, copy::open, copy,
					(format != ListFormat.TEXT) ? format : ListFormat.ofContent(copy.open()));
		}
		catch (MalformedListException ex) {
			throw file.unreadable(ex);
		}
		catch (IOException ex) {
			throw file.problem("can't be copied to " + scratch + " (" + NamedInput.describe(ex)
					+ "): free some space there, or choose another directory with --state", ex);
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
			throw this.file.unreadable(ex);
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

}
