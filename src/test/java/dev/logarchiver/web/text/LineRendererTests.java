package dev.logarchiver.web.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import dev.logarchiver.lines.pattern.LinePattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Colours become classes; whatever would not be seen, or be seen elsewhere, is shown.
 */
class LineRendererTests {

	private static List<LineView> lines(byte[] text, @Nullable String sought) {
		try {
			return new WindowReader(1, (sought != null) ? LinePattern.parse(sought) : null)
				.read(new ByteArrayInputStream(text));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * A line with its classes in brackets, and with what was found in angle brackets.
	 */
	private static String shown(LineView line) {
		return line.segments().stream().map((segment) -> {
			String text = segment.found() ? "<" + segment.text() + ">" : segment.text();
			return segment.style().isEmpty() ? text : "[" + segment.style() + ":" + text + "]";
		}).collect(Collectors.joining());
	}

	private static String shown(String line) {
		return shown(lines(line.getBytes(StandardCharsets.UTF_8), null).getFirst());
	}

	private static String shown(byte[] line) {
		return shown(lines(line, null).getFirst());
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", " two  spaces\tand a tab ", "<b>&amp;\"'", "añb日本語", "[31mnot an escape" })
	void textStaysAsItIs(String line) {
		assertThat(lines(line.getBytes(StandardCharsets.UTF_8), null).getFirst().segments())
			.containsExactly(new Segment(line, "", false));
	}

	@ParameterizedTest
	@CsvSource({ "31, f1", "1;31, f1 bold", "97;104, f15 b12", "7;31, b1", "7, swapped",
			"2;3;4;9, faint italic underline struck", "38;5;196, f9", "38;2;0;0;230, f4", "48:2::250:0:0, b9",
			"38:5:3, f3", "38;5;244, f8", "1;22;32, f2", "4;4:0;33, f3", "99;5;8;36, f6", "38;9;1;35, f5 bold" })
	void coloursBecomeClasses(String codes, String classes) {
		assertThat(shown("\033[" + codes + "mtext\033[0m, plain")).isEqualTo("[" + classes + ":text], plain");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "", "39;49", "31;0", "31;39", "5", "8", "4;24", "99999999999999;0" })
	void noColourIsNoClass(String codes) {
		assertThat(shown("\033[" + codes + "mtext")).isEqualTo("text");
	}

	@Test
	void coloursGoOnInTheNextLine() {
		assertThat(lines("\033[31mred\nstill\033[m\nplain".getBytes(StandardCharsets.US_ASCII), null))
			.extracting(LineRendererTests::shown)
			.containsExactly("[f1:red]", "[f1:still]", "plain");
	}

	@Test
	void ofLinksOnlyTheTextIsLeft() {
		assertThat(shown("see \033]8;;javascript:alert(1)\007the page\033]8;;\007, "
				+ "\033]8;id=1;http://evil.example\033\\there\033]8;;\033\\"))
			.isEqualTo("see the page, there");
	}

	@Test
	void erasingTheRestOfALineLeavesNothing() {
		assertThat(shown("a\033[Kb\033[0Kc\033(Bd")).isEqualTo("abcd");
	}

	@ParameterizedTest
	@CsvSource({ "'\033[2Jx', '[esc:\\x1b[2J]x'", "'\033[1;1Hx', '[esc:\\x1b[1;1H]x'",
			"'\033]0;title\007x', '[esc:\\x1b]0;title\\x07]x'",
			"'\033]52;c;aGk=\033\\x', '[esc:\\x1b]52;c;aGk=\\x1b\\]x'", "'\033[31', '[esc:\\x1b][31'",
			"'\033]8;;never ends', '[esc:\\x1b]]8;;never ends'", "'\033', '[esc:\\x1b]'", "'\033cx', '[esc:\\x1b]cx'",
			"'\033[?25lx', '[esc:\\x1b[?25l]x'", "'\033[>4;1mx', '[esc:\\x1b[>4;1m]x'" })
	void otherSequencesAreShown(String line, String shown) {
		assertThat(shown(line)).isEqualTo(shown);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x200e, 0x200f,
			0x061c, 0x200b, 0xfeff, 0x2028, 0x2029, 0x85, 0x9b, 0xe000, 0xe0041 })
	void whatReordersOrHidesTextIsShown(int character) {
		assertThat(shown("a" + Character.toString(character) + "b")).isEqualTo("a[esc:\\u%04x]b".formatted(character));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 7, 8, 12, 13, 27, 127 })
	void controlCharactersAreShown(int character) {
		assertThat(shown(new byte[] { 'a', (byte) character, 'b' })).isEqualTo("a[esc:\\x%02x]b".formatted(character));
	}

	@Test
	void bytesThatAreNotUtf8AreShownOneByOne() {
		assertThat(shown(new byte[] { 'a', (byte) 0xff, (byte) 0x9b, '3', '1', 'm', (byte) 0xe2, (byte) 0x80 }))
			.isEqualTo("a[esc:\\xff\\x9b]31m[esc:\\xe2\\x80]");
		// a surrogate and an overlong slash
		assertThat(shown(new byte[] { (byte) 0xed, (byte) 0xa0, (byte) 0x80, (byte) 0xc0, (byte) 0xaf }))
			.isEqualTo("[esc:\\xed\\xa0\\x80\\xc0\\xaf]");
	}

	@Test
	void noneOfAHundredThousandRandomLinesShowsWhatIsUnseen() {
		java.util.Random random = new java.util.Random(1);
		byte[] alphabet = "\033[]8;;m31\007\\K(Bxy \r\t".getBytes(StandardCharsets.US_ASCII);
		byte[] text = new byte[1 << 20];
		for (int i = 0; i < text.length; i++) {
			text[i] = (random.nextInt(4) == 0) ? (byte) random.nextInt() : alphabet[random.nextInt(alphabet.length)];
		}
		assertThat(lines(text, null)).hasSizeGreaterThan(1000)
			.allSatisfy((line) -> assertThat(line.segments()
				.stream()
				.flatMapToInt((segment) -> segment.text().codePoints())
				.filter((c) -> c != '\t')).allMatch(dev.logarchiver.failure.Printable::isPrintable));
	}

	@Test
	void whatWasSearchedForIsMarkedAcrossColours() {
		assertThat(shown(lines("say \033[31mhello\033[0m".getBytes(StandardCharsets.US_ASCII), "h[a-z]+").getFirst()))
			.isEqualTo("say [f1:<hello>]");
		assertThat(shown(lines("\377né nö".getBytes(StandardCharsets.UTF_8), "n.").getFirst()))
			.isEqualTo("\377<né> <nö>");
		assertThat(lines("one\ntwo".getBytes(StandardCharsets.US_ASCII), "w")).extracting(LineView::found)
			.containsExactly(false, true);
	}

	@Test
	void manyColoursInALineAreBounded() {
		String line = "\033[31ma\033[32mb".repeat(1000);
		LineView view = lines(line.getBytes(StandardCharsets.US_ASCII), null).getFirst();
		assertThat(view.segments()).hasSizeLessThanOrEqualTo(101);
		assertThat(view.segments().stream().map(Segment::text).collect(Collectors.joining())).startsWith("abab")
			.matches("[ab]+(\\\\x1b)?[\\[0-9m]*");
	}

}
