package dev.logarchiver.failure;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Printable text is harmless and fits its database column.
 */
class PrintableTests {

	@Test
	void leavesPlainTextAsItIs() {
		assertThat(Printable.escape("")).isEmpty();
		assertThat(Printable.escape("plain ~text!")).isEqualTo("plain ~text!");
		assertThat(Printable.escape("größer 日本 😀")).isEqualTo("größer 日本 😀");
	}

	@Test
	void escapesWhatATerminalWouldObey() {
		assertThat(Printable.escape("a\r\n\tb")).isEqualTo("a\\r\\n\\tb");
		assertThat(Printable.escape("\u001b[2J\u0000\u009b\u202e\u2028\ufeff"))
			.isEqualTo("\\u001b[2J\\u0000\\u009b\\u202e\\u2028\\ufeff");
	}

	@Test
	void escapesUnpairedSurrogates() {
		assertThat(Printable.escape("\ud83d")).isEqualTo("\\ud83d");
		assertThat(Printable.escape("\ude00\ud83d")).isEqualTo("\\ude00\\ud83d");
	}

	@Test
	void keepsTextThatJustFits() {
		String text = "x".repeat(2000);
		assertThat(Printable.escape(text)).isEqualTo(text);
		assertThat(Printable.escape("\u0001".repeat(333) + "xy")).hasSize(2000).endsWith("\\u0001xy");
	}

	@Test
	void cutsTheOutputAt2000Characters() {
		assertThat(Printable.escape("x".repeat(2001))).isEqualTo("x".repeat(1997) + "...");
		assertThat(Printable.escape("\u0001".repeat(2000))).isEqualTo("\\u0001".repeat(332) + "...");
	}

	@Test
	void neverCutsACharacterInTwo() {
		assertThat(Printable.escape("😀".repeat(1001))).isEqualTo("😀".repeat(998) + "...");
		assertThat(Printable.escape("\n".repeat(10), 8)).isEqualTo("\\n\\n...");
	}

	@Test
	void leavesEscapedTextAsItIs() {
		String once = Printable.escape("\u0001ä".repeat(1500));
		assertThat(Printable.escape(once)).isEqualTo(once);
	}

}
