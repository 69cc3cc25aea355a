package dev.logarchiver.intake;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.intake.ListEntry.Rejected;

/** What is left out of the list, and which patterns had no part in that so far. */
final class Exclusions {

	private final List<Rule> rules;

	private final Set<Exclusion> unused;

	Exclusions(List<Exclusion> exclusions) {
		this.rules = exclusions.stream().map((exclusion) -> new Rule(exclusion, exclusion.expression())).toList();
		this.unused = new LinkedHashSet<>(exclusions);
	}

	/**
	 * Whether an entry is left out. A bad line is, when its text fits: no one can correct
	 * what the platform lists.
	 */
	boolean contain(ListEntry entry) {
		String text = switch (entry) {
			case Listed listed -> listed.worker().value();
			case Rejected rejected -> rejected.text().replace('/', '~');
		};
		boolean found = false;
		for (Rule rule : this.rules) {
			if (rule.expression().matcher(text).matches()) {
				this.unused.remove(rule.exclusion());
				found = true;
			}
		}
		return found;
	}

	/** The patterns that left nothing out. Each is reported once. */
	List<Exclusion> takeUnused() {
		List<Exclusion> taken = List.copyOf(this.unused);
		this.unused.clear();
		return taken;
	}

	@Override
	public String toString() {
		return this.rules.stream().map(Rule::exclusion).map(Exclusion::toString).collect(Collectors.joining(", "));
	}

	private record Rule(Exclusion exclusion, Pattern expression) {
	}

}
