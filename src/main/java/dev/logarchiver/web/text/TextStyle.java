package dev.logarchiver.web.text;

import java.util.StringJoiner;

/**
 * How a terminal would show text. Blinking and hidden text is text like any other.
 *
 * @param foreground one of 16 colours; {@value #NONE} for the usual one
 * @param background likewise
 * @param traits the {@link Trait}s that it has, a bit each
 */
record TextStyle(int foreground, int background, int traits) {

	static final int NONE = -1;

	static final TextStyle PLAIN = new TextStyle(NONE, NONE, 0);

	TextStyle foreground(int colour) {
		return new TextStyle(colour, this.background, this.traits);
	}

	TextStyle background(int colour) {
		return new TextStyle(this.foreground, colour, this.traits);
	}

	TextStyle with(Trait trait) {
		return new TextStyle(this.foreground, this.background, this.traits | trait.bit());
	}

	TextStyle without(Trait trait) {
		return new TextStyle(this.foreground, this.background, this.traits & ~trait.bit());
	}

	/** Its classes in the style sheet. */
	String classes() {
		if (equals(PLAIN)) {
			return "";
		}
		StringJoiner classes = new StringJoiner(" ");
		boolean swapped = (this.traits & Trait.SWAPPED.bit()) != 0;
		int front = swapped ? this.background : this.foreground;
		int back = swapped ? this.foreground : this.background;
		if (front != NONE) {
			classes.add("f" + front);
		}
		if (back != NONE) {
			classes.add("b" + back);
		}
		for (Trait trait : Trait.values()) {
			if ((this.traits & trait.bit()) != 0 && (trait != Trait.SWAPPED || back == NONE)) {
				classes.add(trait.name().toLowerCase(java.util.Locale.ROOT));
			}
		}
		return classes.toString();
	}

	/** What text can have beside colours. */
	enum Trait {

		BOLD(1), FAINT(2), ITALIC(4), UNDERLINE(8), SWAPPED(16), STRUCK(32);

		private final int bit;

		Trait(int bit) {
			this.bit = bit;
		}

		int bit() {
			return this.bit;
		}

	}

}
