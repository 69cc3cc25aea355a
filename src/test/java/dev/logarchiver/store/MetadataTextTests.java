package dev.logarchiver.store;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Any text fits into an HTTP header.
 */
class MetadataTextTests {

	@ParameterizedTest
	@CsvSource({ "req-1, req-1", "'a b', a%20b", "50%, 50%25", "é, %C3%A9", "😀, %F0%9F%98%80", "'', ''",
			"~!\", ~!\"" })
	void encodesAllButVisibleAscii(String text, String encoded) {
		assertThat(MetadataText.encode(text)).isEqualTo(encoded);
		assertThat(MetadataText.decode(encoded)).isEqualTo(text);
	}

	@Test
	void readsBackEveryCharacter() {
		String text = new String(new char[] { 0, '\r', '\n', '\t', 0x7f, 0x80, 0x2028, 0xffff });
		assertThat(MetadataText.encode(text)).matches("[!-~]+");
		assertThat(MetadataText.decode(MetadataText.encode(text))).isEqualTo(text);
	}

	@Test
	void cutsBetweenCharacters() {
		assertThat(MetadataText.cut("abc", 3)).isEqualTo("abc");
		assertThat(MetadataText.cut("abc", 2)).isEqualTo("ab");
		assertThat(MetadataText.cut("aé", 6)).isEqualTo("a");
		assertThat(MetadataText.cut("aé", 7)).isEqualTo("aé");
		assertThat(MetadataText.cut("😀", 11)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "%", "%4", "a%4", "%zz", "%-1", "%+1", "%FF", "%C3" })
	void refusesBrokenEscapes(String encoded) {
		assertThatIllegalArgumentException().isThrownBy(() -> MetadataText.decode(encoded));
	}

}
