package dev.logarchiver.web.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import dev.logarchiver.lines.pattern.LinePattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lines of a window are those of the text, the long ones their beginnings.
 */
class WindowReaderTests {

	private static InputStream text(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
	}

	private static String text(LineView line) {
		return String.join("", line.segments().stream().map(Segment::text).toList());
	}

	private static List<LineView> read(InputStream text) throws IOException {
		return new WindowReader(7, null).read(text);
	}

	/** A line of many megabytes that takes no memory. */
	private static InputStream longLine(int megabytes, String end) {
		byte[] megabyte = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
		List<InputStream> pieces = IntStream.range(0, megabytes)
			.<InputStream>mapToObj((_) -> new ByteArrayInputStream(megabyte))
			.toList();
		return new SequenceInputStream(new SequenceInputStream(Collections.enumeration(pieces)), text(end));
	}

	@ParameterizedTest
	@CsvSource({ "'', 0", "'a', 1", "'a\n', 1", "'\n', 1", "'\n\n', 2", "'a\nb', 2", "'a\r\nb\r\n', 2" })
	void linesEndWithLineFeeds(String text, int count) throws IOException {
		List<LineView> lines = read(text(text));
		assertThat(lines).hasSize(count)
			.extracting(LineView::number)
			.containsExactlyElementsOf(IntStream.range(7, 7 + count).mapToObj(Long::valueOf).toList());
		assertThat(lines).allSatisfy((line) -> assertThat(text(line)).doesNotContain("\\x0d"));
	}

	@Test
	void ofALongLineTheBeginningIsShown() throws IOException {
		List<LineView> lines = read(longLine(100, "\nnext"));
		assertThat(lines).hasSize(2);
		assertThat(text(lines.getFirst())).isEqualTo("x".repeat(WindowReader.LONGEST));
		assertThat(lines.getFirst().shown()).isEqualTo(WindowReader.LONGEST);
		assertThat(lines.getFirst().more()).isEqualTo((100L << 20) - WindowReader.LONGEST);
		assertThat(text(lines.getLast())).isEqualTo("next");
	}

	@Test
	void noCharacterIsCut() throws IOException {
		LineView line = read(text("a" + "€".repeat(2000))).getFirst();
		assertThat(text(line)).isEqualTo("a" + "€".repeat(1365));
		assertThat(line.shown()).isEqualTo(4096);
		LineView other = read(text("€".repeat(2000))).getFirst();
		assertThat(text(other)).isEqualTo("€".repeat(1365));
		assertThat(other.shown()).isEqualTo(4095);
		assertThat(other.more()).isEqualTo(6000 - 4095);
	}

	@Test
	void manyLongLinesAreShownShorter() throws IOException {
		List<LineView> lines = read(text(("x".repeat(10_000) + "\n").repeat(1000)));
		assertThat(lines).hasSize(1000);
		assertThat(lines.stream().mapToLong(LineView::shown).sum()).isLessThan(1 << 20);
		assertThat(lines).allSatisfy((line) -> assertThat(line.shown() + line.more()).isEqualTo(10_000));
	}

	@Test
	void whatIsFoundFarBehindMarksItsLine() throws IOException {
		List<LineView> lines = new WindowReader(1, LinePattern.parse("needle")).read(longLine(3, "needle\nnot"));
		assertThat(lines).extracting(LineView::found).containsExactly(true, false);
	}

	@Test
	void thePartsOfALineAddUp() throws IOException {
		String line = "a" + "€".repeat(100_000) + "z";
		StringBuilder parts = new StringBuilder(text(read(text(line + "\r\n")).getFirst()));
		LinePart part = LinePart.read(text(line + "\r\n"), 7, 4096);
		while (!part.last()) {
			part.segments().forEach((segment) -> parts.append(segment.text()));
			part = LinePart.read(text(line + "\r\n"), 7, part.end());
		}
		part.segments().forEach((segment) -> parts.append(segment.text()));
		assertThat(parts.toString()).isEqualTo(line);
		assertThat(part.end()).isEqualTo(line.getBytes(StandardCharsets.UTF_8).length);
	}

}
