package dev.logarchiver.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import dev.logarchiver.failure.ConfigurationException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The list of Workers that a user gave, in the order given and with its repeats. It is
 * read again each time and, save what the platform lists, never held in memory. Not for
 * use by several threads at once.
 */
public final class WorkerList implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(WorkerList.class);

	private final List<Source> sources = new ArrayList<>();

	private final Exclusions exclusions;

	/** That of the list as it was last read to its end. */
	private @Nullable String digest;

	WorkerList(Exclusions exclusions) {
		this.exclusions = exclusions;
	}

	void add(Source source) {
		this.sources.add(source);
		this.digest = null;
	}

	/** Goes through the sources so far, to see that they can be read. */
	void check() {
		this.sources.forEach((source) -> source.forEach((_) -> {
		}));
	}

	/**
	 * Goes through the list. Every call gives the same entries, unless a file was changed
	 * meanwhile. The first call asks the platform if its Workers are listed.
	 * @param consumer takes the entries in their order
	 * @throws ConfigurationException if a file can't be read any more, or there is
	 * nothing in the list, or nothing that isn't excluded
	 */
	public void forEach(Consumer<? super ListEntry> consumer) {
		ListDigest passing = new ListDigest();
		ListPass pass = new ListPass((entry) -> {
			passing.add(entry);
			consumer.accept(entry);
		}, this.exclusions);
		this.sources.forEach((source) -> source.forEach(pass));
		pass.requireEntries(this.sources);
		this.exclusions.takeUnused()
			.forEach((exclusion) -> logger.warn(exclusion + " excludes nothing: no such Worker is listed"));
		this.digest = passing.value();
	}

	/**
	 * By what the list is recognised. It is that of the last time that the list was read,
	 * if it was: a list that has changed since has another one then.
	 * @throws ConfigurationException as {@link #forEach} does
	 */
	public String digest() {
		if (this.digest == null) {
			forEach((_) -> {
			});
		}
		return Objects.requireNonNull(this.digest);
	}

	@Override
	public void close() {
		this.sources.forEach(Source::close);
	}

}
