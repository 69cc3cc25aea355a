package dev.logarchiver.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.outside.Outside;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The pages for {@code man} say what the commands say.
 */
class ManPageTests {

	private static final Path PAGES = Path.of("docs", "man");

	private static final Path FRESH = Path.of("target", "man");

	private static final Pattern EXIT = Pattern.compile("/\\*\\* (.*?) \\*/\\s+[A-Z_]+\\((\\d+)\\)");

	private static CommandLine program() {
		return LogArchiverCommand.line(ManPageTests.class);
	}

	/**
	 * The exit codes as the code documents them.
	 */
	private static List<String[]> exits() throws IOException {
		String source = Files
			.readString(Path.of("src", "main", "java", "dev", "logarchiver", "cli", "exit", "ExitCode.java"));
		return EXIT.matcher(source).results().map((code) -> new String[] { code.group(2), code.group(1) }).toList();
	}

	@Test
	void thePagesAreThoseOfTheCommands() throws IOException {
		Files.createDirectories(FRESH);
		List<ManPage> pages = ManPage.all(program());
		for (ManPage page : pages) {
			Files.writeString(FRESH.resolve(page.name() + ".1"), page.text(exits()));
		}
		String renew = "docs/man is stale: rm docs/man/* && cp target/man/* docs/man/";
		try (Stream<Path> there = Files.list(PAGES)) {
			assertThat(there.map((file) -> file.getFileName().toString())).as(renew)
				.containsExactlyInAnyOrderElementsOf(pages.stream().map((page) -> page.name() + ".1").toList());
		}
		for (ManPage page : pages) {
			assertThat(PAGES.resolve(page.name() + ".1")).as(renew).hasContent(page.text(exits()));
		}
	}

	@Test
	void theVariablesAreThoseOfThePageOnConfiguration() throws IOException {
		String page = Files.readString(Path.of("docs", "configuration.md"));
		assertThat(ManPage.variables()).isNotEmpty()
			.allSatisfy((variable) -> assertThat(page).contains("`" + variable + "`"));
		assertThat(exits()).hasSize(ExitCode.values().length);
	}

	static Stream<String> examples() {
		return ManPage.all(program()).stream().flatMap((page) -> page.examples().stream());
	}

	@ParameterizedTest
	@MethodSource("examples")
	void theExamplesAreCommandLines(String example) {
		String[] words = example.replaceAll("^source <\\(|\\).*| >.*", "").replace("'", "").split(" +");
		assertThat(words[0]).isEqualTo("log-archiver");
		assertThat(program().parseArgs(List.of(words).subList(1, words.length).toArray(String[]::new)).subcommand())
			.isNotNull();
	}

	@Test
	void manHasNothingToSayAgainstThePages() throws IOException, InterruptedException {
		assumeTrue(Outside.has("groff"), "groff reads the pages, and isn't here");
		try (Stream<Path> pages = Files.list(PAGES)) {
			for (Path page : pages.toList()) {
				Process groff = Outside.process(List.of("groff", "-man", "-ww", "-Tutf8", page.toString()))
					.redirectOutput(ProcessBuilder.Redirect.DISCARD)
					.start();
				String complaints = new String(groff.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
				assertThat(complaints).as(page.toString()).isEmpty();
				assertThat(groff.waitFor()).isZero();
			}
		}
	}

}
