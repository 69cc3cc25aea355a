package dev.logarchiver.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.logarchiver.cli.settings.EditDistance;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is wrong with a command line, with what may have been meant.
 *
 * @param problem what the parser found
 */
record UsageProblem(ParameterException problem) {

	private static final int FARTHEST = 3;

	String text() {
		String word = unknown().orElse("");
		CommandSpec command = this.problem.getCommandLine().getCommandSpec();
		if (word.startsWith("-")) {
			String name = word.replaceFirst("=.*", "");
			return "there is no option " + name + " of " + command.qualifiedName() + nearest(name,
					command.options().stream().flatMap((option) -> List.of(option.names()).stream()).toList());
		}
		if (!word.isEmpty() && command.parent() == null) {
			return "there is no command " + word + nearest(word, command.subcommands().keySet());
		}
		return String.valueOf(this.problem.getMessage()).lines().findFirst().orElse("");
	}

	private Optional<String> unknown() {
		return (this.problem instanceof UnmatchedArgumentException unmatched)
				? unmatched.getUnmatched().stream().findFirst() : Optional.empty();
	}

	private static String nearest(String word, Collection<String> known) {
		return known.stream()
			.filter((name) -> EditDistance.between(word, name) <= Math.clamp(word.length() / 2, 1, FARTHEST))
			.min(Comparator.comparingInt((name) -> EditDistance.between(word, name)))
			.map((name) -> "; did you mean " + name + "?")
			.orElse("");
	}

}
