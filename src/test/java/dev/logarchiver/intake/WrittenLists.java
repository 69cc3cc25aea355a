package dev.logarchiver.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.intake.ListEntry.Rejected;

/**
 * Writes lists and says in short what the program reads in them: {@code 3 acme~shop} for
 * a Worker in line 3, {@code 4 !a b} for a bad line.
 */
final class WrittenLists {

	private final Path directory;

	WrittenLists(Path directory) {
		this.directory = directory;
	}

	String write(String name, String content) {
		return write(name, content.getBytes(StandardCharsets.UTF_8));
	}

	String write(String name, byte[] content) {
		try {
			return Files.write(this.directory.resolve(name), content).toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Path scratch() {
		return this.directory.resolve("state/spool");
	}

	WorkerList open(String... files) {
		return open(List.of(), List.of(files), InputStream.nullInputStream());
	}

	WorkerList open(List<String> workers, List<String> files, InputStream input) {
		return new Selection().workers(workers, "--worker").files(files, "--workers").open(input, scratch());
	}

	WorkerList openStandardInput(String content) {
		InputStream input = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
		return open(List.of(), List.of("-"), input);
	}

	List<ListEntry> entries(String name, String content) {
		try (WorkerList list = open(write(name, content))) {
			return entries(list);
		}
	}

	List<String> read(String name, String content) {
		return read(name, content.getBytes(StandardCharsets.UTF_8));
	}

	List<String> read(String name, byte[] content) {
		try (WorkerList list = open(write(name, content))) {
			return read(list);
		}
	}

	static List<ListEntry> entries(WorkerList list) {
		List<ListEntry> entries = new ArrayList<>();
		list.forEach(entries::add);
		return entries;
	}

	static List<String> read(WorkerList list) {
		return entries(list).stream().map(WrittenLists::inShort).toList();
	}

	private static String inShort(ListEntry entry) {
		return entry.origin().line() + " " + switch (entry) {
			case Listed listed -> listed.worker().value();
			case Rejected rejected -> "!" + rejected.text();
		};
	}

}
