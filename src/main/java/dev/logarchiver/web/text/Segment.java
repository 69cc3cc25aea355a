package dev.logarchiver.web.text;

/**
 * A part of a line that looks the same.
 *
 * @param text its text, harmless to show
 * @param style the classes of the style sheet; empty for none
 * @param found whether it is what was searched for
 */
public record Segment(String text, String style, boolean found) {

	/** Whether it is nothing but text. */
	public boolean isPlain() {
		return this.style.isEmpty() && !this.found;
	}

}
