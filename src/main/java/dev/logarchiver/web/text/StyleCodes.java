package dev.logarchiver.web.text;

import dev.logarchiver.web.text.TextStyle.Trait;

/** Reads what a colour sequence of ECMA-48 (SGR) says: numbers between semicolons. */
final class StyleCodes {

	private static final int EXTENDED = 8;

	private static final int USUAL = 9;

	private static final int BRIGHT = 8;

	private final String[] codes;

	private int next;

	private StyleCodes(String[] codes) {
		this.codes = codes;
	}

	/**
	 * Changes a style.
	 * @param style the style before
	 * @param codes the codes, such as {@code 1;31}
	 * @return the style from there on
	 */
	static TextStyle apply(TextStyle style, String codes) {
		StyleCodes reader = new StyleCodes(codes.split(";", -1));
		TextStyle changed = style;
		while (reader.next < reader.codes.length) {
			changed = reader.apply(changed);
		}
		return changed.equals(TextStyle.PLAIN) ? TextStyle.PLAIN : changed;
	}

	private TextStyle apply(TextStyle style) {
		String[] parts = this.codes[this.next++].split(":", -1);
		int code = number(parts[0]);
		return switch (code / 10) {
			case 0, 2 -> trait(style, code, parts);
			case 3 -> style.foreground(colour(code % 10, style.foreground(), parts));
			case 4 -> style.background(colour(code % 10, style.background(), parts));
			case 9 -> style.foreground(bright(code % 10, style.foreground()));
			case 10 -> style.background(bright(code % 10, style.background()));
			default -> style;
		};
	}

	private static TextStyle trait(TextStyle style, int code, String[] parts) {
		return switch (code) {
			case 0 -> TextStyle.PLAIN;
			case 1 -> style.with(Trait.BOLD);
			case 2 -> style.with(Trait.FAINT);
			case 3 -> style.with(Trait.ITALIC);
			case 4 -> (parts.length > 1 && number(parts[1]) == 0) ? style.without(Trait.UNDERLINE)
					: style.with(Trait.UNDERLINE);
			case 7 -> style.with(Trait.SWAPPED);
			case 9 -> style.with(Trait.STRUCK);
			case 21 -> style.with(Trait.UNDERLINE);
			case 22 -> style.without(Trait.BOLD).without(Trait.FAINT);
			case 23 -> style.without(Trait.ITALIC);
			case 24 -> style.without(Trait.UNDERLINE);
			case 27 -> style.without(Trait.SWAPPED);
			case 29 -> style.without(Trait.STRUCK);
			default -> style;
		};
	}

	private static int bright(int colour, int before) {
		return (colour < EXTENDED) ? BRIGHT + colour : before;
	}

	private int colour(int colour, int before, String[] parts) {
		if (colour == EXTENDED) {
			return (parts.length > 1) ? inOne(parts, before) : extended(before);
		}
		return (colour == USUAL) ? TextStyle.NONE : colour;
	}

	/** Such as {@code 38:5:196} and {@code 38:2::255:0:0}. */
	private static int inOne(String[] parts, int before) {
		int last = parts.length - 1;
		return switch (number(parts[1])) {
			case 5 -> Palette.ofIndex(number(parts[last]));
			case 2 -> (last < 4) ? before
					: Palette.ofLight(number(parts[last - 2]), number(parts[last - 1]), number(parts[last]));
			default -> before;
		};
	}

	/** Such as {@code 38;5;196} and {@code 38;2;255;0;0}. */
	private int extended(int before) {
		return switch (take()) {
			case 5 -> Palette.ofIndex(take());
			case 2 -> Palette.ofLight(take(), take(), take());
			default -> before;
		};
	}

	private int take() {
		return (this.next < this.codes.length) ? number(this.codes[this.next++]) : 0;
	}

	/** Nothing stands for 0, and what is too long for a code is none. */
	private static int number(String digits) {
		if (digits.isEmpty()) {
			return 0;
		}
		return (digits.length() <= 3) ? Integer.parseInt(digits) : Short.MAX_VALUE;
	}

}
