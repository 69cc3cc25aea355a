package dev.logarchiver.lines.pattern;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.lines.errors.ErrorProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A pattern finds what Java's own regular expressions find, or is refused.
 */
class LinePatternTests {

	private static boolean finds(LinePattern pattern, String line) {
		LineSearch search = pattern.search();
		byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
		search.toLineEnd(bytes, 0, bytes.length);
		return search.isFound();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Error|raise|403|429", "a", "aab", "abab|bb", "(?i)abc|A+b", "(?i)[A-C]0", "a.b", "a.*b",
			"a[^b]b", "[ab]{2}c", "a{2,}", "a{1,3}?b", "(ab|ba)+c", "(?:a|b)c*?0", "\\d\\d", "\\D\\d", "b\\s",
			"\\S\\sa", "\\w\\W", "[\\d\\s]b", "[a-]0", "[-a]0", "[]a]0", "[^]a]b", "(?i)[^a]b", "[.(|]", "a\\.b", "\"a",
			"#|~|@", "a&b", "<a>", "é", "aé+b", "a.b.c", "🙂|é", "[^a]é", "a,b", "a-b", "]", "}", "(a|b)(a|b)0", "c()a",
			"\\ta" })
	void findsWhatJavaFinds(String expression) {
		LinePattern pattern = LinePattern.parse(expression);
		Pattern java = Pattern.compile(expression);
		Random random = new Random(expression.hashCode());
		String alphabet = "aaabbbcABC00  .-,]}(|\"#~@&<>é🙂\tErorais403429";
		int[] characters = alphabet.codePoints().toArray();
		for (int i = 0; i < 5000; i++) {
			String line = random.ints(random.nextInt(12), 0, characters.length)
				.mapToObj((index) -> Character.toString(characters[index]))
				.collect(Collectors.joining());
			assertThat(finds(pattern, line)).as("'%s' in '%s'", expression, line).isEqualTo(java.matcher(line).find());
		}
	}

	@Test
	void bytesThatAreNoUtf8HideNothing() {
		byte[] bytes = { (byte) 0xff, (byte) 0xe2, 'b', 'a', 'd', (byte) 0x80 };
		LineSearch search = LinePattern.parse("bad").search();
		search.toLineEnd(bytes, 0, bytes.length);
		assertThat(search.isFound()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			x(         | unclosed group
			*x         | dangling
			[a         | character class
			^Error     | has ^
			Error$     | has $
			\\bError   | has \\b
			(a)\\1     | has \\1
			(?=x)a     | has (?
			a(?i)b     | has (?
			\\p{L}     | has \\p
			a++        | has ++
			[[a]b]     | has [ within [ ]
			[a-c&&b]   | has & within [ ]
			[é]        | has é within [ ]
			[\\D]      | has \\D
			x*         | every line
			(a.{40}){9}b.*(c.{99}) | too complex
			""")
	void namesWhatItCannotFollow(String expression, String named) {
		assertThatIllegalArgumentException().isThrownBy(() -> LinePattern.parse(expression.strip()))
			.withMessageContaining(named);
		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> new ErrorProperties(expression.strip()))
			.withMessageContainingAll("archiver.errors.pattern", expression.strip(), named);
	}

	@Test
	void anEmptyAlternativeIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> LinePattern.parse("a|"));
	}

}
