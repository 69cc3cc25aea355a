package dev.logarchiver.retention;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.PrunedLog;
import dev.logarchiver.store.ArchiveFiles;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lists of what executions were going to prune, in the store beside the logs: a JSON
 * object a line. They say what was meant, not what became of it: a log that was held or
 * locked meanwhile is still there.
 *
 * @param files where they are
 * @param longest how many logs a file has at most: a longer list is one of several files
 */
record PrunedLists(ArchiveFiles files, int longest) {

	private static final String FOLDER = "pruned/";

	private static final int LONGEST = 100_000;

	private static final JsonMapper JSON = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.build();

	PrunedLists(ArchiveFiles files) {
		this(files, LONGEST);
	}

	/**
	 * Writes a list, under names that are free: another ledger may have counted its
	 * executions before.
	 * @param execution the execution that prunes
	 * @param logs what it is going to prune; read to its end
	 * @return the names of the files; none where there is nothing to prune
	 */
	List<String> write(long execution, Iterator<PrunedLog> logs) {
		List<String> names = new ArrayList<>();
		int number = 1;
		while (logs.hasNext()) {
			byte[] content = next(logs);
			String name;
			do {
				name = FOLDER + execution + ((number > 1) ? "." + number : "") + ".jsonl.gz";
				number++;
			}
			while (!this.files.create(name, content));
			names.add(name);
		}
		return names;
	}

	private byte[] next(Iterator<PrunedLog> logs) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		try (GZIPOutputStream lines = new GZIPOutputStream(content)) {
			for (int count = 0; count < this.longest && logs.hasNext(); count++) {
				lines.write(JSON.writeValueAsBytes(PrunedLine.of(logs.next())));
				lines.write('\n');
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return content.toByteArray();
	}

	/**
	 * Reads a list, line by line.
	 * @throws StoreException if it isn't there, or isn't a list
	 */
	Stream<PrunedLog> read(String name) {
		byte[] content = this.files.read(name)
			.orElseThrow(() -> new StoreException(StoreException.MISSING,
					"_log-archiver/" + name + ", the list of what was to be pruned, is not in the store"));
		try {
			return new BufferedReader(new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(content)),
					StandardCharsets.UTF_8))
				.lines()
				.map((line) -> parse(name, line));
		}
		catch (IOException ex) {
			throw bad(name, ex);
		}
	}

	private static PrunedLog parse(String name, String line) {
		try {
			return ListedPrune.parse(line);
		}
		catch (IllegalArgumentException ex) {
			throw bad(name, ex);
		}
	}

	private static StoreException bad(String name, Exception cause) {
		return new StoreException("bad_list",
				"_log-archiver/" + name + " can't be read as a list of what was pruned: move it away", cause);
	}

}
