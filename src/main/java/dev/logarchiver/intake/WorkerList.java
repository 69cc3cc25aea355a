package dev.logarchiver.intake;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import dev.logarchiver.run.ConfigurationException;
import dev.logarchiver.run.Printable;

/**
 * The list of Workers that a user gave, in the order given and with its repeats. It is
 * read anew each time and never held in memory. Not for use by several threads at once.
 */
public final class WorkerList implements AutoCloseable {

	private static final String STANDARD_INPUT = "-";

	private static final int LONGEST_NAMES = 300;

	private final List<Source> sources = new ArrayList<>();

	private WorkerList() {
	}

	/**
	 * Opens a list and reads it once, to see that it can be read. Standard input is
	 * copied, so that it can be read again; the copy goes with {@link #close()}, or with
	 * the process.
	 * @param workers the IDs given one by one; they come first
	 * @param files the files that list IDs, {@code -} for standard input
	 * @param standardInput where {@code -} reads from; is not closed
	 * @param scratch the directory for the copy; created at need
	 * @return the list
	 * @throws ConfigurationException if there is nothing in the list, or a file can't be
	 * read or isn't in its format
	 */
	public static WorkerList of(List<String> workers, List<String> files, InputStream standardInput, Path scratch) {
		if (workers.isEmpty() && files.isEmpty()) {
			throw new ConfigurationException("No Workers: give --workers FILE or --worker ID");
		}
		if (Collections.frequency(files, STANDARD_INPUT) > 1) {
			throw new ConfigurationException("--workers - is given twice: standard input can be listed only once");
		}
		WorkerList list = new WorkerList();
		try {
			list.open(workers, files, standardInput, scratch);
			list.requireEntries(files);
			return list;
		}
		catch (RuntimeException | Error ex) {
			list.close();
			throw ex;
		}
	}

	/**
	 * Goes through the list. Every call gives the same entries, unless a file was changed
	 * meanwhile.
	 * @param consumer takes the entries in their order
	 * @throws ConfigurationException if a file can't be read any more
	 */
	public void forEach(Consumer<? super ListEntry> consumer) {
		this.sources.forEach((source) -> source.forEach(consumer));
	}

	@Override
	public void close() {
		this.sources.forEach(Source::close);
	}

	private void open(List<String> workers, List<String> files, InputStream standardInput, Path scratch) {
		this.sources.add(new NamedWorkers(workers));
		for (String file : files) {
			this.sources.add(file.equals(STANDARD_INPUT) ? ListFile.standardInput(standardInput, scratch)
					: ListFile.named(file, scratch));
		}
	}

	private void requireEntries(List<String> files) {
		LongAdder entries = new LongAdder();
		forEach((_) -> entries.increment());
		if (entries.sum() == 0) {
			throw new ConfigurationException("No Workers: nothing is listed in "
					+ Printable.escape(String.join(", ", files), LONGEST_NAMES) + " (--workers); list at least one ID");
		}
	}

}
