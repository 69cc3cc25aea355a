package dev.logarchiver.search;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import dev.logarchiver.lines.pattern.LinePattern;
import dev.logarchiver.outside.Outside;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Hits are those of {@code LC_ALL=C.UTF-8 zgrep -aP}, on the texts that are hardest to
 * agree about.
 */
class GrepComparisonTests {

	private static final int LINES = 3000;

	@TempDir
	private static Path directory;

	private static Path log;

	@BeforeAll
	static void write() throws IOException {
		log = directory.resolve("run.log.gz");
		ByteArrayOutputStream text = new ByteArrayOutputStream();
		Random random = new Random(16);
		String[] pieces = { "Error", "error", "ERROR ", "403", " 429 ", "timeout", "a", "ab", "abc", "é", "É", "ß", "ẞ",
				"🙂", "日本", "\t", "\r", "\0", "ſ", "K", "k", "s", "µ", "σς", " ", "-", "[x]", "http://a.b/c?d=1",
				"\u00a0", "\ufffd", "٣", "12:44:14.429" };
		byte[][] broken = { { (byte) 0xff }, { (byte) 0xc3 }, { (byte) 0xe2, (byte) 0x82 },
				{ (byte) 0xed, (byte) 0xa0, (byte) 0x80 }, { (byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80 },
				{ (byte) 0xc0, (byte) 0x80 }, { (byte) 0x80 } };
		for (int i = 0; i < LINES; i++) {
			int count = random.nextInt(6);
			for (int piece = 0; piece < count; piece++) {
				// grep finds no beginning of a line before what is no UTF-8
				boolean bad = piece > 0 && random.nextInt(12) == 0;
				text.writeBytes(bad ? broken[random.nextInt(broken.length)]
						: pieces[random.nextInt(pieces.length)].getBytes(StandardCharsets.UTF_8));
			}
			text.writeBytes(
					(random.nextInt(400) == 0) ? "x".repeat(70_000).getBytes(StandardCharsets.UTF_8) : new byte[0]);
			text.writeBytes(((random.nextInt(4) == 0) ? "\r\n" : "\n").getBytes(StandardCharsets.UTF_8));
		}
		text.writeBytes("abc Error at the end".getBytes(StandardCharsets.UTF_8));
		try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(log))) {
			text.writeTo(gzip);
		}
		assumeThat(grep("x", false).code()).as("the exit code of zgrep -aP").isLessThan(2);
	}

	/**
	 * The just-in-time compiler of PCRE2 10.42 takes {@code \\S}, {@code \\D} and
	 * {@code \\W} for ASCII only: patterns with those do without it.
	 */
	private static Grepped grep(String pattern, boolean ignoresCase) throws IOException {
		String options = ignoresCase ? "-aPni" : "-aPn";
		String without = pattern.matches(".*(\\\\[SDW]|\\[\\^).*") ? "(*NO_JIT)" : "";
		ProcessBuilder builder = Outside.process(List.of("zgrep", options, "-e", without + pattern, log.toString()));
		builder.environment().put("LC_ALL", "C.UTF-8");
		Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
		byte[] output = process.getInputStream().readAllBytes();
		return new Grepped(process.onExit().join().exitValue(), output);
	}

	private static void agree(String pattern, boolean ignoresCase) throws IOException {
		List<Long> expected = grep(pattern, ignoresCase).numbers();
		List<Long> found = new ArrayList<>();
		try (GZIPInputStream text = new GZIPInputStream(Files.newInputStream(log))) {
			new TextSearch(LinePattern.parse(pattern, ignoresCase), 0).find(text,
					(hit) -> found.add(hit.line().number()));
		}
		assertThat(difference(expected, found)).as("only grep finds with '%s'", pattern).isEmpty();
		assertThat(difference(found, expected)).as("only we find with '%s'", pattern).isEmpty();
		assertThat(found).isEqualTo(expected);
	}

	private static List<Long> difference(List<Long> all, List<Long> others) {
		List<Long> difference = new ArrayList<>(all);
		difference.removeAll(others);
		return difference;
	}

	@ParameterizedTest
	@ValueSource(strings = { "Error", "Error|error", "^Error", "error$", "error\\r$", "^$", "^\\r$", "", "x*", "a|",
			"^", "$", ".", "..", "^.$", "^..$", "é", "^é", "[éÉ]", "[^é]", "^[^a]$", "[a-c]{3}", "a.c", "a.b", "é.",
			".é$", "\\d", "\\d{3}", "^\\D+$", "\\w+ \\w+", "^\\W+$", "\\s$", "^\\S+$", "\\t", "🙂|日本", "(ab|é)+c?",
			"[x]{50}", "x{100}y?", "\\[x\\]", "a\\.b/c\\?", "(?:Error){2}", "^(?:a|ab)(?:c|bc)?\\r?$", "4(03|29)",
			"[0-9]+:[0-9]+", "E.*r.*o", "(x+x+)+y", "(a|a?)+$", "ß", "[^ -~]", "^[ -~\\t]*$", "K", "[日-語]", "ſ" })
	void findsWhatGrepFinds(String pattern) throws IOException {
		agree(pattern, false);
	}

	@ParameterizedTest
	@ValueSource(strings = { "error", "É", "[é]", "ß", "ẞ", "k", "s", "[a-k]", "[^k]", "^[^a-z]+$", "\\w", "^\\W+$",
			"Σ", "μ", "ABC|ERR", "ſ" })
	void ignoresCaseAsGrepDoes(String pattern) throws IOException {
		agree(pattern, true);
	}

	/** What grep printed. */
	@SuppressWarnings("ArrayRecordComponent")
	private record Grepped(int code, byte[] output) {

		List<Long> numbers() {
			List<Long> numbers = new ArrayList<>();
			boolean begins = true;
			long number = 0;
			boolean inNumber = true;
			for (byte each : this.output) {
				if (begins) {
					number = 0;
					inNumber = true;
					begins = false;
				}
				if (inNumber && each == ':') {
					numbers.add(number);
					inNumber = false;
				}
				else if (inNumber) {
					number = 10 * number + each - '0';
				}
				begins = each == '\n';
			}
			return numbers;
		}

	}

}
