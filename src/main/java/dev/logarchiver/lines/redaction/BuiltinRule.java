package dev.logarchiver.lines.redaction;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.logarchiver.failure.Printable;

/** The rules that are built in. Their names are a public interface. */
enum BuiltinRule {

	/** A PEM private key. */
	PRIVATE_KEY(PrivateKey.NAME, true) {

		@Override
		List<Clue> clues() {
			return List.of(Clue.exactly(label(), "PR{IVATE KEY}", PrivateKey::find));
		}

	};

	private final String label;

	private final boolean byDefault;

	BuiltinRule(String label, boolean byDefault) {
		this.label = label;
		this.byDefault = byDefault;
	}

	abstract List<Clue> clues();

	String label() {
		return this.label;
	}

	static Set<BuiltinRule> named(String name) {
		Set<BuiltinRule> named = Arrays.stream(values())
			.filter((rule) -> name.equals(Redaction.DEFAULT) ? rule.byDefault : rule.label.equals(name))
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(BuiltinRule.class)));
		if (named.isEmpty()) {
			throw new IllegalArgumentException("'" + Printable.escape(name) + "' is no rule: expected "
					+ Stream.concat(Stream.of(Redaction.DEFAULT), Arrays.stream(values()).map(BuiltinRule::label))
						.collect(Collectors.joining(", ")));
		}
		return named;
	}

}
