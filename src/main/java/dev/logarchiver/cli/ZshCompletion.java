package dev.logarchiver.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The completion of zsh in its own terms: with descriptions, and without options of bash
 * that would stay set in the user's shell. The script can be sourced, or lie in
 * {@code $fpath} as {@code _log-archiver}.
 *
 * @param program the program's commands
 */
record ZshCompletion(CommandSpec program) {

	private static final String SCRIPT = """
			#compdef log-archiver

			_log-archiver() {
			  local curcontext="$curcontext" state line
			  typeset -A opt_args
			  _arguments -C \\
			@options@    '1:command:->command' \\
			    '*::argument:->arguments'
			  case $state in
			  command)
			    local -a commands=(
			@commands@    )
			    _describe command commands
			    ;;
			  arguments)
			    case $words[1] in
			@arguments@    esac
			    ;;
			  esac
			}

			if [ "$funcstack[1]" = _log-archiver ]; then
			  _log-archiver "$@"
			else
			  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
			  compdef _log-archiver log-archiver
			fi""";

	String script() {
		String commands = this.program.subcommands()
			.entrySet()
			.stream()
			.map((command) -> "      " + quoted(command.getKey() + ":" + description(command.getValue())) + "\n")
			.collect(Collectors.joining());
		String cases = this.program.subcommands()
			.entrySet()
			.stream()
			.map(ZshCompletion::command)
			.collect(Collectors.joining());
		return SCRIPT.replace("@options@", arguments(this.program, "    ", " \\\n"))
			.replace("@commands@", commands)
			.replace("@arguments@", cases);
	}

	private static String description(CommandLine command) {
		return String.join(" ", command.getCommandSpec().usageMessage().description());
	}

	private static String command(Map.Entry<String, CommandLine> command) {
		CommandSpec spec = command.getValue().getCommandSpec();
		return "    " + command.getKey() + ")\n      _arguments" + arguments(spec, " \\\n        ", "")
				+ "\n      ;;\n";
	}

	private static String arguments(CommandSpec command, String before, String after) {
		Stream<String> options = command.options().stream().map(ZshCompletion::option);
		Stream<String> positional = command.positionalParameters()
			.stream()
			.map((argument) -> quoted(
					(argument.index().min() + 1) + ":" + label(argument) + ":" + candidates(argument)));
		return Stream.concat(options, positional).map((text) -> before + text + after).collect(Collectors.joining());
	}

	private static String option(OptionSpec option) {
		List<String> names = Arrays.asList(option.names());
		String value = (option.arity().max() > 0) ? ":" + label(option) + ":" + candidates(option) : "";
		String description = "[" + escaped(text(option)) + "]";
		if (option.isMultiValue()) {
			return names.stream()
				.map((name) -> quoted("*" + name + description + value))
				.collect(Collectors.joining(" "));
		}
		String others = (names.size() > 1) ? "(" + String.join(" ", names) + ")" : "";
		return names.stream()
			.map((name) -> quoted(others + name + description + value))
			.collect(Collectors.joining(" "));
	}

	private static String text(ArgSpec argument) {
		return String.join(" ", argument.description()).replace("%%", "%");
	}

	private static String label(ArgSpec argument) {
		return escaped(argument.paramLabel());
	}

	private static String candidates(ArgSpec argument) {
		Iterable<String> candidates = argument.completionCandidates();
		if (candidates != null) {
			return "(" + StreamSupport.stream(candidates.spliterator(), false).collect(Collectors.joining(" ")) + ")";
		}
		Class<?> type = argument.isMultiValue() ? argument.auxiliaryTypes()[0] : argument.type();
		return (type == Path.class) ? "_files" : " ";
	}

	private static String escaped(String text) {
		return text.replaceAll("[\\\\\\[\\]:]", "\\\\$0");
	}

	private static String quoted(String text) {
		return "'" + text.replace("'", "'\\''") + "'";
	}

}
