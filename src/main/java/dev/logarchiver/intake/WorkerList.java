package dev.logarchiver.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.intake.ListEntry.Rejected;
import dev.logarchiver.run.Shard;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The list of Workers that a user gave, or a shard of it, in the order given and with its
 * repeats. It is read again each time and, save what the platform lists, never held in
 * memory. Not for use by several threads at once.
 */
public final class WorkerList implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(WorkerList.class);

	private final List<Source> sources = new ArrayList<>();

	private final Exclusions exclusions;

	private final @Nullable Shard shard;

	/** That of the list as it was last read to its end. */
	private @Nullable String digest;

	WorkerList(Exclusions exclusions, @Nullable Shard shard) {
		this.exclusions = exclusions;
		this.shard = shard;
	}

	/** Which part of the list this is; null where it is all of it. */
	public @Nullable Shard shard() {
		return this.shard;
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
	 * nothing in the list, or nothing that isn't excluded; a shard may have nothing
	 */
	public void forEach(Consumer<? super ListEntry> consumer) {
		ListDigest passing = new ListDigest();
		ListPass pass = new ListPass((entry) -> {
			if (isOwn(entry)) {
				passing.add(entry);
				consumer.accept(entry);
			}
		}, this.exclusions);
		this.sources.forEach((source) -> source.forEach(pass));
		pass.requireEntries(this.sources);
		this.exclusions.takeUnused()
			.forEach((exclusion) -> logger.warn(exclusion + " excludes nothing: no such Worker is listed"));
		this.digest = passing.value();
	}

	private boolean isOwn(ListEntry entry) {
		return this.shard == null || this.shard.holds(switch (entry) {
			case Listed listed -> listed.worker().value();
			case Rejected rejected -> rejected.text();
		});
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
