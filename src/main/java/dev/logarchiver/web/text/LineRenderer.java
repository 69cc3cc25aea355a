package dev.logarchiver.web.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import dev.logarchiver.failure.Printable;

/**
 * Makes of the raw text of lines what is shown: colours as classes, and whatever a reader
 * would not see, or would see elsewhere, so that it is seen. Colours go on in the next
 * line, as in a terminal. For one thread.
 */
final class LineRenderer {

	private static final char ESCAPE = 0x1b;

	/** The class of what is shown in place of a character. */
	private static final String SHOWN = "esc";

	/** A line has at most so many; what follows looks like the last of them. */
	private static final int MOST_SEGMENTS = 100;

	private TextStyle style = TextStyle.PLAIN;

	private List<Segment> segments = new ArrayList<>();

	private final StringBuilder text = new StringBuilder();

	private String classes = "";

	private boolean found;

	/**
	 * Renders the next line.
	 * @param line its text, as {@link RawText} gives it
	 * @param marks the places of what was searched for
	 */
	List<Segment> render(String line, BitSet marks) {
		if (marks.isEmpty() && isPlain(line)) {
			return line.isEmpty() ? List.of() : List.of(new Segment(line, this.style.classes(), false));
		}
		this.segments = new ArrayList<>();
		for (int i = 0; i < line.length();) {
			i = (line.charAt(i) == ESCAPE) ? escape(line, i, marks) : append(line, i, this.style.classes(), marks);
		}
		flush();
		return this.segments;
	}

	private static boolean isPlain(String line) {
		return line.chars().allMatch((character) -> character >= ' ' && character <= '~');
	}

	private int escape(String line, int start, BitSet marks) {
		EscapeSequence sequence = EscapeSequence.at(line, start);
		switch (sequence.kind()) {
			case STYLE -> this.style = StyleCodes.apply(this.style, sequence.codes());
			case SHOWN -> {
				for (int i = start; i < sequence.end();) {
					i = append(line, i, SHOWN, marks);
				}
			}
			case DROPPED -> {
			}
		}
		return sequence.end();
	}

	private int append(String line, int place, String style, BitSet marks) {
		int character = line.codePointAt(place);
		boolean seen = isSeen(character);
		append(seen ? Character.toString(character) : RawText.escape(character), seen ? style : SHOWN,
				marks.get(place));
		return place + Character.charCount(character);
	}

	private static boolean isSeen(int character) {
		return character == '\t' || Printable.isPrintable(character);
	}

	private void append(String piece, String style, boolean mark) {
		boolean other = !style.equals(this.classes) || mark != this.found;
		if (other && this.segments.size() < MOST_SEGMENTS) {
			flush();
			this.classes = style;
			this.found = mark;
		}
		this.text.append(piece);
	}

	private void flush() {
		if (!this.text.isEmpty()) {
			this.segments.add(new Segment(this.text.toString(), this.classes, this.found));
			this.text.setLength(0);
		}
	}

}
