package dev.logarchiver.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command's page for {@code man}, made from what the command says of itself.
 *
 * @param command the command
 */
record ManPage(CommandSpec command) {

	/** Of which the page on configuration has the rest. */
	private static final List<String[]> ENVIRONMENT = List.of(
			new String[] { "CORECLAW_API_KEY", "the API key; commands that only read need none" },
			new String[] { "CORECLAW_API_KEY_FILE", "a file that holds the API key" },
			new String[] { "CORECLAW_BASE_URL", "where the API is" },
			new String[] { "ARCHIVER_STORE_URI", "where logs are stored, as by --store" },
			new String[] { "ARCHIVER_STATE_DIR", "the state directory, as by --state" },
			new String[] { "AWS_REGION", "the bucket's region; credentials come from the AWS SDK's usual places" },
			new String[] { "AWS_ENDPOINT_URL_S3", "the S3 server, where that isn't AWS" }, new String[] {
					"SPRING_DATASOURCE_URL", "a PostgreSQL database in place of the H2 file in the state directory" });

	/**
	 * The variables that every page names.
	 */
	static Stream<String> variables() {
		return ENVIRONMENT.stream().map((variable) -> variable[0]);
	}

	/**
	 * The page of the program and those of its commands.
	 */
	static List<ManPage> all(CommandLine program) {
		return Stream.concat(Stream.of(program), program.getSubcommands().values().stream())
			.map((command) -> new ManPage(command.getCommandSpec()))
			.toList();
	}

	String name() {
		return this.command.qualifiedName("-");
	}

	/**
	 * The page in the macros of man(7).
	 * @param exits the exit codes and what they mean
	 */
	String text(Collection<String[]> exits) {
		StringBuilder page = new StringBuilder(".\\\" Made from the program's own help by ManPageTests: don't edit\n");
		page.append(".TH \"%s\" 1 \"\" \"log-archiver\" \"log-archiver\"\n".formatted(name().toUpperCase(Locale.ROOT)));
		page.append(".SH NAME\n").append(escaped(name() + " - " + purpose())).append('\n');
		page.append(".SH SYNOPSIS\n").append(synopsis()).append('\n');
		page.append(".SH DESCRIPTION\n").append(escaped(description(this.command))).append('\n');
		items(page, "ARGUMENTS", this.command.positionalParameters().stream().map(ManPage::item));
		items(page, "OPTIONS", this.command.options().stream().map(ManPage::item));
		items(page, "COMMANDS",
				this.command.subcommands()
					.values()
					.stream()
					.map(CommandLine::getCommandSpec)
					.map((each) -> new String[] { each.name(), description(each) }));
		items(page, "EXIT STATUS", exits.stream());
		if (isConfigured()) {
			items(page, "ENVIRONMENT", ENVIRONMENT.stream());
			page.append(".P\nEvery setting has a variable: docs/configuration.md lists them.\n");
		}
		if (!examples().isEmpty()) {
			page.append(".SH EXAMPLES\n.nf\n");
			examples().forEach((example) -> page.append(escaped(example)).append('\n'));
			page.append(".fi\n");
		}
		return page.append(".SH SEE ALSO\n").append(related()).append('\n').toString();
	}

	private boolean isConfigured() {
		return this.command.parent() == null || this.command.findOption("--config") != null;
	}

	private String purpose() {
		String sentence = description(this.command).replaceFirst("(?:[.;:]|, and ).*", "");
		return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
	}

	private static String description(CommandSpec command) {
		return plain(String.join(" ", command.usageMessage().description()));
	}

	private String synopsis() {
		String synopsis = new Help(this.command, Help.defaultColorScheme(Ansi.OFF)).synopsis(0)
			.replaceAll("\\s+", " ")
			.strip();
		String name = this.command.qualifiedName();
		return ".B " + escaped(name) + "\n" + escaped(synopsis.substring(name.length()).strip());
	}

	private static String[] item(ArgSpec argument) {
		String term = (argument instanceof OptionSpec option) ? Arrays.stream(option.names())
			.map((name) -> (option.arity().max() > 0) ? name + "=" + option.paramLabel() : name)
			.collect(Collectors.joining(", ")) : argument.paramLabel();
		return new String[] { term, plain(String.join(" ", argument.description())) };
	}

	private static void items(StringBuilder page, String title, Stream<String[]> items) {
		String text = items.map((item) -> ".TP\n.B " + quoted(item[0]) + "\n" + escaped(item[1]) + "\n")
			.collect(Collectors.joining());
		if (!text.isEmpty()) {
			page.append(".SH ").append(title).append('\n').append(text);
		}
	}

	/**
	 * The examples at the end of the help.
	 */
	List<String> examples() {
		return Arrays.stream(this.command.usageMessage().footer()).map((line) -> plain(line).strip()).toList();
	}

	/**
	 * Without the escapes that picocli needs.
	 */
	private static String plain(String text) {
		return text.replace("%%", "%");
	}

	private String related() {
		CommandSpec program = this.command.root();
		return Stream
			.concat(Stream.of(program), program.subcommands().values().stream().map(CommandLine::getCommandSpec))
			.filter((other) -> !other.qualifiedName().equals(this.command.qualifiedName()))
			.map((other) -> ".BR " + escaped(other.qualifiedName("-")) + " (1)")
			.collect(Collectors.joining(",\n"));
	}

	private static String quoted(String text) {
		return "\"" + escaped(text).replace("\"", "\\(dq") + "\"";
	}

	/**
	 * Text in which roff sees no commands: a hyphen stays one, so that options can be
	 * searched for and copied.
	 */
	private static String escaped(String text) {
		String escaped = text.replace("\\", "\\e")
			.replace("-", "\\-")
			.replace("'", "\\(aq")
			.replace("~", "\\(ti")
			.replace("^", "\\(ha")
			.replace("`", "\\(ga");
		return escaped.startsWith(".") ? "\\&" + escaped : escaped;
	}

}
