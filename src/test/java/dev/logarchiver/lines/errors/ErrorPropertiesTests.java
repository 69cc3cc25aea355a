package dev.logarchiver.lines.errors;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is an error line can be configured.
 */
class ErrorPropertiesTests {

	private static long count(String pattern, String text) {
		ErrorCounter counter = new ErrorCounter(Objects.requireNonNull(new ErrorProperties(pattern).compiled()));
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		counter.add(bytes, 0, bytes.length);
		return counter.finish().count();
	}

	@Test
	void noPatternTellsNoErrors() {
		assertThat(new ErrorProperties("").compiled()).isNull();
		assertThat(new ErrorProperties(" ").compiled()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "builtin, 'ERROR bad\nbuiltin\n', 1", "bad, 'ERROR\nbad\nworse\n', 1",
			"Traceback|ValueError, 'Traceback (most recent call last):\n  x\nValueError: y\n', 2",
			"bad$, 'bad\nbad\r\nbad x\rso bad\r\n', 3", "^bad, 'bad\rbad\nso bad\r\nx\rbad', 3", "(?i)BAD, bad, 1",
			"a.*b, 'a\rb', 0" })
	void anythingElseIsARegularExpression(String pattern, String text, long count) {
		assertThat(count(pattern, text)).isEqualTo(count);
	}

}
