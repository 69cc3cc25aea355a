package dev.logarchiver.lines.pattern;

import java.nio.charset.StandardCharsets;
import java.util.List;
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
			"\\ta", "^a", "a$", "^a*$", "^$", "^(a|é)+$", "a^b", "a$|^b", "(^|b)a($|C)", "[é]a", "[^é🙂]a", "[a-é]0",
			"[\\D]a", "[^\\w]a", "\\W", "x*", "a|", "", "$", "a\\r", ".\\r$", "[C-a]0", "(?:^| )Er" })
	void findsWhatJavaFinds(String expression) {
		LinePattern pattern = LinePattern.parse(expression);
		findsTheSame(pattern, Pattern.compile(expression, Pattern.UNIX_LINES), expression);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ABC|er", "é0", "[a-c]B", "[^a]B", "[É]", "\\W0", "\\w\\W", "^É$", "É|Er" })
	void ignoresCaseAsJavaDoes(String expression) {
		LinePattern pattern = LinePattern.parse(expression, true);
		findsTheSame(pattern,
				Pattern.compile(expression, Pattern.UNIX_LINES | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
				expression);
	}

	private static void findsTheSame(LinePattern pattern, Pattern java, String expression) {
		Random random = new Random(expression.hashCode());
		String alphabet = "aaabbbcABC00  .-,]}(|\"#~@&<>é🙂\t\rErorais403429ÉE";
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
			\\bError   | has \\b
			(a)\\1     | has \\1
			(?=x)a     | has (?
			a(?i)b     | has (?
			\\p{L}     | has \\p
			a++        | has ++
			[[a]b]     | has [ within [ ]
			[a-c&&b]   | has & within [ ]
			\\R         | has \\R
			[\\p{L}]   | has \\p
			[a-\\d]    | illegal character range
			(a.{40}){9}b.*(c.{99}) | too complex
			""")
	void namesWhatItCannotFollow(String expression, String named) {
		assertThatIllegalArgumentException().isThrownBy(() -> LinePattern.parse(expression.strip()))
			.withMessageContaining(named);
		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> new ErrorProperties(expression.strip()))
			.withMessageContainingAll("archiver.errors.pattern", expression.strip(), named);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x*", "a|", "^", "$", "x?$" })
	void whatEveryLineHasIsNoErrorPattern(String expression) {
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> new ErrorProperties(expression))
			.withMessageContainingAll("archiver.errors.pattern", expression, "every line");
	}

	/** Where Java and Unicode's simple case folding differ, it is as grep -P has it. */
	@ParameterizedTest
	@CsvSource({ "k,\u212a,true", "s,\u017f,true", "ß,ẞ,true", "i,\u0130,false", "i,\u0131,false", "σ,ς,true" })
	void foldsCaseAsUnicodeDoes(String expression, String line, boolean same) {
		assertThat(finds(LinePattern.parse(expression, true), line)).isEqualTo(same);
		assertThat(finds(LinePattern.parse("[" + expression + "]", true), line)).isEqualTo(same);
		assertThat(finds(LinePattern.parse(expression), line)).isFalse();
	}

	@Test
	void aTextIsTakenForWhatItIs() {
		assertThat(finds(LinePattern.literal("a.*[b]\\", false), "xa.*[b]\\x")).isTrue();
		assertThat(finds(LinePattern.literal("a.*b", false), "aab")).isFalse();
		assertThat(finds(LinePattern.literal("é$", true), "É$")).isTrue();
	}

	@Test
	void whatIsNoUtf8IsNoCharacter() {
		byte[] bytes = { 'a', (byte) 0xff, 'b', (byte) 0xc3, 'c' };
		for (String expression : List.of("a.b", "a.*c", "b[^x]c", "\\Wc")) {
			LineSearch search = LinePattern.parse(expression).search();
			search.toLineEnd(bytes, 0, bytes.length);
			assertThat(search.isFound()).as(expression).isFalse();
		}
	}

}
