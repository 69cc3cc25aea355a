package dev.logarchiver.lines.difference;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A log is read line by line.
 */
class LineReaderTests {

	private static List<String> read(InputStream text) throws IOException {
		LineReader reader = new LineReader(text);
		List<String> lines = new ArrayList<>();
		while (reader.next()) {
			lines.add(new String(reader.bytes(), 0, reader.length(), StandardCharsets.UTF_8));
		}
		assertThat(reader.next()).isFalse();
		return lines;
	}

	private static List<String> read(String text) throws IOException {
		return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
	}

	@ParameterizedTest
	@CsvSource({ "'', ''", "a, a", "'a\n', a", "'a\r\nb\r', a|b", "'\n', '|'", "'a\n\nb', a||b", "'a\rb', a|b" })
	void linesEndInALineFeedOrACarriageReturn(String text, String lines) throws IOException {
		List<String> expected = lines.isEmpty() ? List.of()
				: (lines.equals("|") ? List.of("") : List.of(lines.split("\\|")));
		assertThat(read(text)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "'a\nb\n\nc', 1 2 3 4", "'a\r\nb\r\n', 1 2", "'a\rb\rc\nd', 1 1 1 2", "'a\r\r\nb', 1 1 2", "'a\r', 1",
			"'\ra\n\r\nb', 1 1 2 3" })
	void lineFeedsAreCounted(String text, String numbers) throws IOException {
		for (InputStream in : List.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
				new Dripping(text))) {
			LineReader reader = new LineReader(in);
			List<String> found = new ArrayList<>();
			while (reader.next()) {
				found.add(Long.toString(reader.number()));
			}
			assertThat(String.join(" ", found)).isEqualTo(numbers);
		}
	}

	@Test
	void aLineIsCutAtItsLimit() throws IOException {
		String text = "x".repeat(200_000) + "\n" + "y".repeat(8192) + "\nz";
		assertThat(read(text)).containsExactly("x".repeat(8192), "y".repeat(8192), "z");
	}

	@Test
	void linesGoOnWhereTheBufferEnds() throws IOException {
		List<String> lines = IntStream.range(0, 20_000).mapToObj((i) -> "line " + i).toList();
		assertThat(read(String.join("\n", lines))).isEqualTo(lines);
		assertThat(read(new Dripping(String.join("\n", lines.subList(0, 50))))).isEqualTo(lines.subList(0, 50));
	}

	/**
	 * Gives one byte at a time, as a slow connection may.
	 */
	private static final class Dripping extends ByteArrayInputStream {

		Dripping(String text) {
			super(text.getBytes(StandardCharsets.UTF_8));
		}

		@Override
		public synchronized int read(byte[] bytes, int offset, int length) {
			return super.read(bytes, offset, 1);
		}

	}

}
