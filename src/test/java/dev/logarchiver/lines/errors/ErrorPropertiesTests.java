package dev.logarchiver.lines.errors;

import java.nio.charset.StandardCharsets;

import dev.logarchiver.lines.pattern.LinePattern;
import dev.logarchiver.lines.pattern.LineSearch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What counts as an error line.
 */
class ErrorPropertiesTests {

	@ParameterizedTest
	@ValueSource(strings = { "Traceback (most recent call last):", "  raise ProxyError(x)", "ProxyError: refused",
			"Error", "java.lang.IllegalStateException: x", "status 403", "HTTP/1.1 429", "a CAPTCHA", "BANNED",
			"it was blocked", "403 forbidden", "\u001b[31mError\u001b[0m", "\0Error\0" })
	void whatThePlatformsClientsLookForIsTheDefault(String line) {
		assertThat(isError(line)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ERROR", "GET /x 200 in 312 ms", "bloc ked", "Erro", "40 3" })
	void otherLinesAreNot(String line) {
		assertThat(isError(line)).isFalse();
	}

	private static boolean isError(String line) {
		LineSearch search = LinePattern.parse(ErrorProperties.STANDARD).search();
		byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
		search.toLineEnd(bytes, 0, bytes.length);
		return search.isFound();
	}

	@Test
	void noPatternTellsNoErrors() {
		assertThat(new ErrorProperties("").compiled()).isNull();
		assertThat(new ErrorProperties("x").compiled()).isNotNull();
	}

}
