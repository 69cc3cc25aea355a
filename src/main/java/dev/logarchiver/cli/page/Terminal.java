package dev.logarchiver.cli.page;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A terminal at which somebody looks. {@link System#console()} knows of standard input
 * and output only, and not how wide it is, so the terminal itself is asked.
 *
 * @param columns how many characters a line has
 */
record Terminal(int columns) {

	/** What text is made for where nobody says how wide lines may be. */
	static final int USUAL_COLUMNS = 80;

	private static final int FEWEST_COLUMNS = 20;

	private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

	private static final Set<String> NO_TERMINALS = Set.of("/dev/null", "/dev/full", "/dev/zero");

	private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)\\s*");

	Terminal {
		if (columns < FEWEST_COLUMNS) {
			columns = FEWEST_COLUMNS;
		}
	}

	/**
	 * How wide the lines of standard output may be: as the variable COLUMNS says, or the
	 * terminal.
	 */
	static int columnsOfOutput() {
		String given = System.getProperty("COLUMNS", System.getenv("COLUMNS"));
		return (given != null && given.matches("\\d{1,6}")) ? new Terminal(Integer.parseInt(given)).columns()
				: Known.OUTPUT.map(Terminal::columns).orElse(USUAL_COLUMNS);
	}

	/** The terminal that shows standard output, if any. */
	static Optional<Terminal> ofOutput() {
		return Known.OUTPUT;
	}

	/** The terminal that shows standard error, if any. */
	static Optional<Terminal> ofErrors() {
		return Known.ERRORS;
	}

	private static Optional<Terminal> of(String descriptor) {
		String kind = System.getenv("TERM");
		if (kind == null || kind.isBlank() || kind.equals("dumb")) {
			return Optional.empty();
		}
		return Optional.ofNullable(device(DESCRIPTORS.resolve(descriptor)))
			.map((device) -> new Terminal(columns(device)));
	}

	/** What stands behind a descriptor, where that is a terminal. */
	private static @Nullable Path device(Path descriptor) {
		if (!Files.isDirectory(DESCRIPTORS)) {
			boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
			return terminal ? Path.of("/dev/tty") : null;
		}
		try {
			String device = Files.readSymbolicLink(descriptor).toString();
			return (device.startsWith("/dev/") && !NO_TERMINALS.contains(device)) ? Path.of(device) : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static int columns(Path device) {
		try {
			Process stty = new ProcessBuilder("stty", "size").redirectInput(device.toFile())
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			Matcher size = SIZE.matcher(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
			return (size.matches() && !size.group(1).equals("0")) ? Integer.parseInt(size.group(1)) : USUAL_COLUMNS;
		}
		catch (IOException | NumberFormatException ex) {
			return USUAL_COLUMNS;
		}
	}

	/** Asked for once, and only when somebody wants to know. */
	private static final class Known {

		private static final Optional<Terminal> OUTPUT = of("1");

		private static final Optional<Terminal> ERRORS = of("2");

		private Known() {
		}

	}

}
