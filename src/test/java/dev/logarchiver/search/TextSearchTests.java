package dev.logarchiver.search;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import dev.logarchiver.lines.pattern.LinePattern;
import dev.logarchiver.search.TextSearch.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A text is searched line by line, whatever their length and the pieces in which it
 * comes.
 */
class TextSearchTests {

	private static List<Found> find(String pattern, int context, InputStream text) throws IOException {
		List<Found> hits = new ArrayList<>();
		new TextSearch(LinePattern.parse(pattern), context).find(text, hits::add);
		return hits;
	}

	private static List<Found> find(String pattern, int context, String text) throws IOException {
		return find(pattern, context, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
	}

	private static List<String> shown(List<FoundLine> lines) {
		return lines.stream().map((line) -> line.number() + " " + line.text()).toList();
	}

	/** A text that comes a byte at a time. */
	private static InputStream slowly(byte[] text) {
		return new ByteArrayInputStream(text) {
			@Override
			public synchronized int read(byte[] bytes, int offset, int length) {
				return super.read(bytes, offset, Math.min(length, 1));
			}
		};
	}

	/** A line of many megabytes that takes no memory. */
	private static InputStream longLine(String begin, int megabytes, String end) {
		byte[] megabyte = new byte[1 << 20];
		Arrays.fill(megabyte, (byte) 'x');
		List<InputStream> pieces = new ArrayList<>();
		pieces.add(new ByteArrayInputStream(begin.getBytes(StandardCharsets.UTF_8)));
		IntStream.range(0, megabytes).forEach((_) -> pieces.add(new ByteArrayInputStream(megabyte)));
		pieces.add(new ByteArrayInputStream(end.getBytes(StandardCharsets.UTF_8)));
		return new SequenceInputStream(Collections.enumeration(pieces));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", quoteCharacter = '\'', textBlock = """
			b       | 'a\nb\nab\n'         | 2,3
			b       | 'b'                  | 1
			b$      | 'b\r\nb'             | 2
			^       | 'a\n\nb'             | 1,2,3
			^$      | '\na\n\n'            | 1,3
			x*      | ''                   | ''
			x*      | '\n'                 | 1
			a.*c    | 'ab\nc\nabc\n'       | 3
			'é|ü'   | 'e\nü\né'            | 2,3
			''      | 'a\nb\n'             | 1,2
			""")
	void findsTheLinesThatHaveThePattern(String pattern, String text, String numbers) throws IOException {
		List<Long> expected = numbers.isEmpty() ? List.of()
				: Arrays.stream(numbers.split(",")).map(Long::valueOf).toList();
		assertThat(find(pattern, 0, text)).extracting((hit) -> hit.line().number()).isEqualTo(expected);
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		assertThat(find(pattern, 0, slowly(bytes))).extracting((hit) -> hit.line().number()).isEqualTo(expected);
		TextSearch search = new TextSearch(LinePattern.parse(pattern), 0);
		assertThat(search.count(new ByteArrayInputStream(bytes))).isEqualTo(expected.size());
		assertThat(search.count(slowly(bytes))).isEqualTo(expected.size());
	}

	@Test
	void aSearchGoesOnToTheNextTextFromItsBeginning() throws IOException {
		TextSearch search = new TextSearch(LinePattern.parse("^ab"), 1);
		search.find(new ByteArrayInputStream("ab\na".getBytes(StandardCharsets.UTF_8)), (_) -> false);
		List<Found> hits = new ArrayList<>();
		search.find(new ByteArrayInputStream("b\nab".getBytes(StandardCharsets.UTF_8)), hits::add);
		assertThat(hits).hasSize(1);
		assertThat(shown(hits.getFirst().before())).containsExactly("1 b");
	}

	@Test
	void showsWhatStandsAroundEachHitOnce() throws IOException {
		List<Found> hits = find("x", 2, "1\n2\n3\nx4\n5\nx6\n7\n8\n9\nx10\n");
		assertThat(hits).extracting((hit) -> hit.line().text()).containsExactly("x4", "x6", "x10");
		assertThat(hits).extracting((hit) -> shown(hit.before()))
			.containsExactly(List.of("2 2", "3 3"), List.of(), List.of("9 9"));
		assertThat(hits).extracting((hit) -> shown(hit.after()))
			.containsExactly(List.of("5 5"), List.of("7 7", "8 8"), List.of());
	}

	@Test
	void readsNoFurtherThanItsReaderWants() throws IOException {
		List<Found> hits = new ArrayList<>();
		InputStream endless = longLine("x\nx\n", 1, "x\n");
		new TextSearch(LinePattern.parse("x"), 0).find(endless, (hit) -> {
			hits.add(hit);
			return false;
		});
		assertThat(hits).hasSize(1);
		assertThat(endless.read()).isNotNegative();
	}

	@Test
	void keepsTheBeginningOfALongLine() throws IOException {
		FoundLine line = find("begin", 0, longLine("begin ", 100, "\nend")).getFirst().line();
		assertThat(line.text()).startsWith("begin xxx").hasSize(LineExcerpt.LONGEST);
		assertThat(line.cutBefore()).isFalse();
		assertThat(line.cutAfter()).isTrue();
	}

	@Test
	void keepsOfALongLineWhatStandsAroundTheMatch() throws IOException {
		List<Found> hits = find("needle", 0, longLine("begin ", 100, " é needle é\nneedle"));
		assertThat(hits).extracting((hit) -> hit.line().number()).containsExactly(1L, 2L);
		FoundLine line = hits.getFirst().line();
		assertThat(line.text()).endsWith("xxx é needle é").hasSizeLessThan(LineExcerpt.LONGEST);
		assertThat(line.cutBefore()).isTrue();
		assertThat(line.cutAfter()).isFalse();
	}

	@Test
	void whatIsNotUtf8IsShownAsSuchAndHidesNothing() throws IOException {
		byte[] text = { (byte) 0xff, 'a', 'b', (byte) 0xc3, '\n', 0, 'a', 'b', '\r', '\n' };
		List<Found> hits = find("ab", 0, new ByteArrayInputStream(text));
		assertThat(hits).extracting((hit) -> hit.line().text()).containsExactly("\ufffdab\ufffd", "\0ab");
	}

}
