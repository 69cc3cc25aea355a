package dev.logarchiver.lines.errors;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import dev.logarchiver.lines.LogLine;
import dev.logarchiver.simulation.RealisticLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Error lines are counted, and the first few kept, however the bytes come in.
 */
class ErrorCounterTests {

	private static final ErrorPattern PATTERN = ErrorPattern.of("bad|403");

	private static ErrorLines count(String text) {
		return count(text.getBytes(StandardCharsets.UTF_8));
	}

	private static ErrorLines count(byte[] text) {
		ErrorCounter counter = new ErrorCounter(PATTERN);
		counter.add(text, 0, text.length);
		return counter.finish();
	}

	@Test
	void keepsTheFirstLinesWithTheirNumbers() {
		assertThat(count("fine\nso bad\n\nbad, bad\n 403\nbad\nfine\nbad")).isEqualTo(new ErrorLines(5,
				List.of(new LogLine(2, "so bad"), new LogLine(4, "bad, bad"), new LogLine(5, " 403"))));
	}

	@ParameterizedTest
	@CsvSource({ "'', 0", "'\n', 0", "bad, 1", "'bad\n', 1", "'\nbad', 1", "'\nbad\n\n', 1", "'bad\nbad', 2",
			"'ba\nd', 0", "'ba\rd', 0", "'b', 0", "'bbad', 1", "'babad', 1" })
	void countsLines(String text, long count) {
		assertThat(count(text).count()).isEqualTo(count);
	}

	@Test
	void leavesOutTheCarriageReturnAtTheEnd() {
		assertThat(count("a bad\r\nb\r\n").first()).containsExactly(new LogLine(1, "a bad"));
		assertThat(count("a\rbad\r").first()).containsExactly(new LogLine(1, "bad"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 7, 64, 499, 500, 501, 4096 })
	void piecesMakeNoDifference(int size) {
		ErrorPattern pattern = ErrorPattern.builtin();
		byte[] text = RealisticLog.of(7, 100_000).bytes();
		ErrorCounter whole = new ErrorCounter(pattern);
		whole.add(text, 0, text.length);
		ErrorLines expected = whole.finish();
		assertThat(expected.count()).isGreaterThan(10);
		ErrorCounter counter = new ErrorCounter(pattern);
		for (int i = 0; i < text.length; i += size) {
			counter.add(text, i, Math.min(size, text.length - i));
		}
		assertThat(counter.finish()).isEqualTo(expected);
	}

	@Test
	void agreesWithASearchLineByLine() {
		Random random = new Random(1);
		for (int i = 0; i < 2000; i++) {
			StringBuilder text = new StringBuilder();
			random.ints(random.nextInt(60), 0, 8).forEach((index) -> text.append("bad403\nx".charAt(index)));
			long expected = text.toString().lines().filter((line) -> line.matches(".*(bad|403).*")).count();
			assertThat(count(text.toString()).count()).as(text.toString()).isEqualTo(expected);
		}
	}

	@Test
	void aLineOfAnyLengthTakesNoMemory() {
		ErrorCounter counter = new ErrorCounter(PATTERN);
		byte[] piece = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
		for (int i = 0; i < 1000; i++) {
			counter.add(piece, 0, piece.length);
		}
		counter.add("bad".getBytes(StandardCharsets.UTF_8), 0, 3);
		for (int i = 0; i < 1000; i++) {
			counter.add(piece, 0, piece.length);
		}
		assertThat(counter.finish()).isEqualTo(new ErrorLines(1, List.of(new LogLine(1, "x".repeat(500)))));
	}

	@Test
	void controlCharactersAreEscaped() {
		assertThat(count("\u001b[31mbad\u001b[0m\0\t.\n").first())
			.containsExactly(new LogLine(1, "\\u001b[31mbad\\u001b[0m\\u0000\\t."));
	}

	@Test
	void readsUtf8AsFarAsItIs() {
		byte[] text = { 'b', 'a', 'd', ' ', (byte) 0xc3, (byte) 0xbc, (byte) 0xff, (byte) 0xe2, (byte) 0x82 };
		assertThat(count(text).first()).containsExactly(new LogLine(1, "bad ü\ufffd\ufffd"));
	}

	@Test
	void cutsBetweenCharacters() {
		String line = "bad" + "é".repeat(400);
		assertThat(count(line).first()).containsExactly(new LogLine(1, "bad" + "é".repeat(248)));
	}

}
