package dev.logarchiver.intake;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.Printable;

/** Once through a list: hands on what isn't excluded, and counts. */
final class ListPass implements Consumer<ListEntry> {

	private static final int LONGEST_NAMES = 300;

	private final Consumer<? super ListEntry> consumer;

	private final Exclusions exclusions;

	private long listed;

	private long excluded;

	ListPass(Consumer<? super ListEntry> consumer, Exclusions exclusions) {
		this.consumer = consumer;
		this.exclusions = exclusions;
	}

	@Override
	public void accept(ListEntry entry) {
		this.listed++;
		if (this.exclusions.contain(entry)) {
			this.excluded++;
		}
		else {
			this.consumer.accept(entry);
		}
	}

	/**
	 * Makes sure that something was handed on.
	 * @param sources what was gone through
	 */
	void requireEntries(List<Source> sources) {
		if (this.listed == 0) {
			String places = sources.stream().map(Source::description).collect(Collectors.joining(", "));
			throw new ConfigurationException("No Workers: nothing is listed in "
					+ Printable.escape(places, LONGEST_NAMES) + "; list at least one ID");
		}
		if (this.listed == this.excluded) {
			throw new ConfigurationException("No Workers: all that is listed (" + this.listed + ") is excluded by "
					+ Printable.escape(this.exclusions.toString(), LONGEST_NAMES) + "; exclude less");
		}
	}

}
