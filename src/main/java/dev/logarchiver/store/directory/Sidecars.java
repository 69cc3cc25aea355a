package dev.logarchiver.store.directory;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.logarchiver.state.DurableFiles;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The metadata of objects in a directory, as JSON in hidden files beside them. The time
 * at which an object was modified, in milliseconds, is part of the name of its sidecar:
 * so an object appears together with its metadata in one step, whoever else tries to
 * write it, and however a process ends.
 */
final class Sidecars {

	private static final int TRIES = 20;

	/** Many times what an object says of itself. */
	private static final long LONGEST = 64 * 1024;

	private static final TypeReference<Map<String, String>> ENTRIES = new TypeReference<>() {
	};

	private final JsonMapper json = JsonMapper.builder().build();

	/**
	 * Writes the metadata of an object that isn't there yet, and sets the time of its
	 * bytes so that they belong together.
	 * @param bytes its bytes, still under another name
	 * @return the time of the bytes
	 */
	FileTime create(Path object, Path bytes, Map<String, String> entries) throws IOException {
		byte[] content = this.json.writeValueAsBytes(entries);
		long now = System.currentTimeMillis();
		for (int i = 0; i < TRIES; i++) {
			Files.setLastModifiedTime(bytes, FileTime.fromMillis(now + (1L << i) - 1));
			FileTime time = Files.getLastModifiedTime(bytes);
			try {
				DurableFiles.create(sidecar(object, time), (output) -> output.write(content));
				return time;
			}
			catch (FileAlreadyExistsException ex) {
				// somebody else took this millisecond: the next try takes a later one
			}
		}
		throw new IOException("Too many writers at once near " + object);
	}

	/**
	 * Reads the metadata of an object.
	 * @param time when it was modified
	 * @return the entries; empty for a foreign object. Where a copy lost the time, the
	 * only sidecar that there is counts
	 */
	Map<String, String> read(Path object, FileTime time) throws IOException {
		Path exact = sidecar(object, time);
		if (Files.exists(exact)) {
			return parse(exact);
		}
		List<Path> candidates = new ArrayList<>();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(DirectoryLayout.parent(object),
				(file) -> isSidecar(DirectoryLayout.name(file), DirectoryLayout.name(object)))) {
			files.forEach(candidates::add);
		}
		return (candidates.size() == 1) ? parse(candidates.getFirst()) : Map.of();
	}

	private Map<String, String> parse(Path sidecar) throws IOException {
		try {
			if (!Files.isRegularFile(sidecar) || Files.size(sidecar) > LONGEST) {
				return Map.of();
			}
			Map<String, String> entries = this.json.readValue(Files.readAllBytes(sidecar), ENTRIES);
			return (entries == null || entries.containsValue(null)) ? Map.of() : entries;
		}
		catch (NoSuchFileException | JacksonException ex) {
			return Map.of();
		}
	}

	/**
	 * Deletes the metadata of an object that is gone. Where that can't be done, the file
	 * is in nobody's way: its time is that of no object.
	 */
	void delete(Path object, FileTime time) {
		DurableFiles.deleteIfPossible(sidecar(object, time));
	}

	private static Path sidecar(Path object, FileTime time) {
		return object.resolveSibling("." + DirectoryLayout.name(object) + "." + time.toMillis() + ".json");
	}

	private static boolean isSidecar(String file, String object) {
		String prefix = "." + object + ".";
		return file.startsWith(prefix) && file.substring(prefix.length()).matches("-?[0-9]+\\.json");
	}

}
