package dev.logarchiver.lines.difference;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.logarchiver.lines.LogLine;
import dev.logarchiver.lines.difference.LogDifference.Excerpt;
import dev.logarchiver.lines.difference.LogDifference.Tally;
import dev.logarchiver.lines.errors.ErrorPattern;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is new in one log is found by what another one says.
 */
class LogComparisonTests {

	private static final ErrorPattern PATTERN = ErrorPattern.of("ERROR|raise");

	private static LogDifference compare(String failed, String succeeded) throws IOException {
		return compare(new LogComparison(PATTERN), failed, succeeded);
	}

	private static LogDifference compare(LogComparison comparison, String failed, String succeeded) throws IOException {
		comparison.learn(text(succeeded));
		return comparison.find(text(failed));
	}

	private static InputStream text(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
	}

	private static Excerpt excerpt(LogDifference difference) {
		return difference.first().orElseThrow();
	}

	@Test
	void findsTheFirstNewErrorWithWhatStandsAroundIt() throws IOException {
		LogDifference difference = compare("""
				10:00:00 start
				10:00:01 something else
				10:00:01 page 1 done
				10:00:02 ERROR on page 2, retry
				10:00:03 page 2 done
				10:00:04 ERROR login refused
				Traceback
				  raise LoginError
				10:00:05 end
				""", """
				09:00:00 start
				09:00:01 page 1 done
				09:00:02 ERROR on page 7, retry
				09:00:03 end
				""");
		assertThat(excerpt(difference)).isEqualTo(new Excerpt(
				List.of(new LogLine(1, "10:00:00 start"), new LogLine(2, "10:00:01 something else"),
						new LogLine(3, "10:00:01 page 1 done"), new LogLine(4, "10:00:02 ERROR on page 2, retry"),
						new LogLine(5, "10:00:03 page 2 done")),
				new LogLine(6, "10:00:04 ERROR login refused"), List.of(new LogLine(7, "Traceback"),
						new LogLine(8, "  raise LoginError"), new LogLine(9, "10:00:05 end"))));
		assertThat(difference.newLines()).isEqualTo(4);
		assertThat(difference.newErrors()).isEqualTo(2);
		assertThat(difference.failed()).isEqualTo(new Tally(9, 3));
		assertThat(difference.succeeded()).isEqualTo(new Tally(4, 1));
		assertThat(difference.others()).isEmpty();
		assertThat(difference.complete()).isTrue();
	}

	@Test
	void findsTheFirstNewLineWhereNoErrorIsNew() throws IOException {
		LogDifference difference = compare("a\nERROR 1\nnew\nb\nnewer\n", "a\nERROR 2\nb\n");
		assertThat(excerpt(difference).line()).isEqualTo(new LogLine(3, "new"));
		assertThat(difference.newErrors()).isZero();
		assertThat(difference.newLines()).isEqualTo(2);
	}

	@Test
	void findsNothingInTheSameLog() throws IOException {
		LogDifference difference = compare("a 1\n\nERROR\n", "ERROR\na 2");
		assertThat(difference.first()).isEmpty();
		assertThat(difference.newLines()).isZero();
	}

	@Test
	void findsNothingInNothingAndAllBesideNothing() throws IOException {
		assertThat(compare("", "a\n").first()).isEmpty();
		assertThat(excerpt(compare("\na\nERROR\n", "")).line()).isEqualTo(new LogLine(3, "ERROR"));
	}

	@Test
	void tellsNoErrorsWithoutAPattern() throws IOException {
		LogDifference difference = compare(new LogComparison(null), "a\nERROR\n", "a\n");
		assertThat(excerpt(difference).line()).isEqualTo(new LogLine(2, "ERROR"));
		assertThat(difference.newErrors()).isZero();
		assertThat(difference.failed().errors()).isZero();
	}

	@Test
	void listsAFewOtherErrorsEachOnce() throws IOException {
		String failed = IntStream.range(0, 100)
			.mapToObj((i) -> "ERROR " + "abcdefgh".charAt(i % 8) + " " + i)
			.collect(Collectors.joining("\n"));
		LogDifference difference = compare(failed, "fine\n");
		assertThat(difference.others()).extracting(LogLine::text)
			.containsExactly("ERROR e 4", "ERROR f 5", "ERROR g 6");
		assertThat(difference.newErrors()).isEqualTo(100);
	}

	@Test
	void saysThatALogHasTooManyDifferentLinesToCompareThemAll() throws IOException {
		LogDifference difference = compare(new LogComparison(PATTERN, 2), "a\nb\nc\n", "a\nb\nc\n");
		assertThat(difference.complete()).isFalse();
		assertThat(excerpt(difference).line()).isEqualTo(new LogLine(3, "c"));
	}

	@Test
	void aNewTraceIsToldByTheLineThatNamesTheException() throws IOException {
		String trace = """
				10:00:02 ERROR page %d
				Traceback (most recent call last):
				  File "/app/fetch.py", line 12, in fetch
				    price = page["price"]
				KeyError: 'price'

				During handling of the above exception, another exception occurred:

				Traceback (most recent call last):
				  File "/app/fetch.py", line 14, in fetch
				    raise %s
				%s
				""";
		LogDifference difference = compare(new LogComparison(ErrorPattern.builtin()),
				"10:00:01 INFO a\n" + trace.formatted(1, "Known()", "acme.Known: x")
						+ trace.formatted(2, "Fresh()", "acme.Fresh: y") + "10:00:03 INFO b\n",
				trace.formatted(7, "Known()", "acme.Known: x"));
		assertThat(excerpt(difference).line()).isEqualTo(new LogLine(25, "acme.Fresh: y"));
		assertThat(excerpt(difference).before()).extracting(LogLine::number).containsExactly(20L, 21L, 22L, 23L, 24L);
		assertThat(excerpt(difference).after()).containsExactly(new LogLine(26, "10:00:03 INFO b"));
		assertThat(difference.newErrors()).isOne();
		assertThat(difference.failed().errors()).isEqualTo(2);
		assertThat(difference.others()).isEmpty();
	}

	@Test
	void aCarriageReturnBeginsTheLineAnew() throws IOException {
		LogDifference difference = compare("a\n10%\r20%\rERROR x\r30%\nb\n", "a\n10%\r20%\nb\n");
		assertThat(excerpt(difference).line()).isEqualTo(new LogLine(2, "ERROR x"));
		assertThat(difference.failed()).isEqualTo(new Tally(3, 1));
	}

}
