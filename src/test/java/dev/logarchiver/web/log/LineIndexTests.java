package dev.logarchiver.web.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

import dev.logarchiver.lines.errors.ErrorPattern;
import dev.logarchiver.reading.Lines;
import dev.logarchiver.web.page.Ticket;
import dev.logarchiver.web.page.Tickets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Lines are found wherever one begins to look, and no part of a log is read for what is
 * known of it.
 */
class LineIndexTests {

	private static final int LINES = 50_000;

	private final List<Lines.Span> read = new ArrayList<>();

	private static Sought matches(String text) {
		return new Terms(text, false, true).sought();
	}

	private Scan scan(byte[][] lines, Sought sought, Ticket ticket) {
		return new Scan((part, reading) -> {
			Lines.Span span = (Lines.Span) part;
			this.read.add(span);
			StringBuilder text = new StringBuilder();
			for (long number = span.first(); number <= Math.min(span.last(), lines.length); number++) {
				text.append(new String(lines[(int) number - 1], StandardCharsets.UTF_8)).append('\n');
			}
			try {
				return reading.read(new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}, sought, ticket, Scan.ANYBODY);
	}

	private Scan scan(byte[][] lines, Sought sought) {
		return scan(lines, sought, new Ticket(Duration.ofMinutes(1)));
	}

	private long linesRead() {
		long lines = this.read.stream().mapToLong((span) -> span.last() - span.first() + 1).sum();
		this.read.clear();
		return lines;
	}

	private static byte[][] log(int lines, long... found) {
		byte[][] log = new byte[lines][];
		Arrays.fill(log, "nothing".getBytes(StandardCharsets.US_ASCII));
		for (long number : found) {
			log[(int) number - 1] = "needle".getBytes(StandardCharsets.US_ASCII);
		}
		return log;
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 6 })
	void findsWhatIsThereInAnyOrder(int seed) {
		Random random = new Random(seed);
		long[] found = random.longs(List.of(0, 1, 5, 40, 2000, 20_000).get(seed - 1), 1, LINES + 1L)
			.sorted()
			.distinct()
			.toArray();
		byte[][] log = log(LINES, found);
		LineIndex index = new LineIndex(LINES, 1);
		Scan scan = scan(log, matches("needle"));
		for (int i = 0; i < 100; i++) {
			long line = random.nextLong(LINES + 2L);
			assertThat(index.next(line, scan))
				.isEqualTo(Arrays.stream(found).filter((number) -> number > line).findFirst());
			assertThat(index.previous(line, scan))
				.isEqualTo(Arrays.stream(found).filter((number) -> number < line).max());
			long last = line + random.nextLong(10_000);
			assertThat(index.within(Math.max(1, line), last, scan))
				.isEqualTo(Arrays.stream(found).filter((number) -> number >= line && number <= last).toArray());
			if (i == 50) {
				assertThat(index.count(scan, (_) -> {
				})).isEqualTo(found.length);
			}
		}
		for (int i = 0; i < found.length; i += 1 + found.length / 10) {
			assertThat(index.rank(found[i], scan)).isEqualTo(i);
		}
	}

	@Test
	void readsNoPartAgainThatHasNone() {
		byte[][] log = log(LINES, 10, 49_000);
		LineIndex index = new LineIndex(LINES, 1);
		Scan scan = scan(log, matches("needle"));
		assertThat(index.next(0, scan)).isEqualTo(OptionalLong.of(10));
		assertThat(linesRead()).isLessThanOrEqualTo(4096);
		assertThat(index.next(10, scan)).isEqualTo(OptionalLong.of(49_000));
		assertThat(linesRead()).isGreaterThan(40_000);
		assertThat(index.next(10, scan)).isEqualTo(OptionalLong.of(49_000));
		assertThat(index.previous(49_000, scan)).isEqualTo(OptionalLong.of(10));
		assertThat(linesRead()).isLessThanOrEqualTo(4 * 4096);
		assertThat(index.count(scan, (_) -> {
		})).isEqualTo(2);
		assertThat(index.previous(10, scan)).isEmpty();
		assertThat(index.next(LINES, scan)).isEmpty();
		assertThat(linesRead()).isLessThanOrEqualTo(2 * 4096);
	}

	@Test
	void aLogWithoutLinesHasNone() {
		LineIndex index = new LineIndex(0, 1);
		Scan scan = scan(log(0), matches("needle"));
		assertThat(index.next(0, scan)).isEmpty();
		assertThat(index.previous(5, scan)).isEmpty();
		assertThat(index.count(scan, (_) -> {
		})).isZero();
	}

	@Test
	void aTraceIsOneErrorWhereverTheReadingBegins() {
		byte[][] log = log(LINES);
		for (int start : new int[] { 4090, 8180, 20_000 }) {
			List<String> trace = List.of("ERROR request failed", "Traceback (most recent call last):",
					"  File \"a.py\", line 3, in run", "    call()", "ValueError: bad");
			for (int i = 0; i < trace.size(); i++) {
				log[start + i] = trace.get(i).getBytes(StandardCharsets.US_ASCII);
			}
		}
		Sought errors = new ErrorsSought(ErrorPattern.builtin());
		LineIndex forwards = new LineIndex(LINES, 1);
		Scan scan = scan(log, errors);
		assertThat(forwards.next(0, scan)).isEqualTo(OptionalLong.of(4095));
		assertThat(forwards.next(4095, scan)).isEqualTo(OptionalLong.of(8185));
		assertThat(forwards.next(8185, scan)).isEqualTo(OptionalLong.of(20_005));
		assertThat(forwards.next(20_005, scan)).isEmpty();
		LineIndex backwards = new LineIndex(LINES, 1);
		assertThat(backwards.previous(LINES, scan)).isEqualTo(OptionalLong.of(20_005));
		assertThat(backwards.previous(20_005, scan)).isEqualTo(OptionalLong.of(8185));
		assertThat(backwards.previous(8185, scan)).isEqualTo(OptionalLong.of(4095));
		assertThat(backwards.count(scan, (_) -> {
		})).isEqualTo(3);
	}

	@Test
	void nothingIsReadBeforeTheFirstLineThatMayBeFound() {
		LineIndex index = new LineIndex(LINES, 40_000);
		Scan scan = scan(log(LINES, 40_000, 45_000), matches("needle"));
		assertThat(index.next(0, scan)).isEqualTo(OptionalLong.of(40_000));
		assertThat(linesRead()).isLessThan(5000);
		assertThat(index.next(40_000, scan)).isEqualTo(OptionalLong.of(45_000));
		assertThat(index.previous(45_000, scan)).isEqualTo(OptionalLong.of(40_000));
		linesRead();
		assertThat(index.previous(40_000, scan)).isEmpty();
		assertThat(index.previous(20_000, scan)).isEmpty();
		assertThat(linesRead()).isZero();
	}

	@Test
	void aSearchEndsWhenItIsToldTo() {
		byte[][] log = log(LINES, 49_000);
		Tickets tickets = new Tickets(Duration.ofMinutes(1));
		Ticket ticket = tickets.begin(new MockHttpServletRequest());
		tickets.begin(new MockHttpServletRequest());
		LineIndex index = new LineIndex(LINES, 1);
		assertThatExceptionOfType(StoppedException.class)
			.isThrownBy(() -> index.next(0, scan(log, matches("needle"), ticket)))
			.withMessageContaining("another search");
		assertThatExceptionOfType(StoppedException.class)
			.isThrownBy(() -> index.next(0, scan(log, matches("needle"), new Ticket(Duration.ZERO))))
			.withMessageContaining("more than 0 s");
		assertThat(index.next(0, scan(log, matches("needle")))).isEqualTo(OptionalLong.of(49_000));
	}

	@Test
	void knowsLittleOfAnyNumberOfLines() {
		LineIndex index = new LineIndex(10_000_000_000L, 1);
		Scan scan = new Scan((_, _) -> true, matches("needle"), new Ticket(Duration.ofMinutes(1)), Scan.ANYBODY);
		assertThat(index.count(scan, (_) -> {
		})).isZero();
		assertThat(index.previous(Long.MAX_VALUE, scan)).isEmpty();
	}

}
