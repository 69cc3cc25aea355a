package dev.logarchiver.intake;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The numbered lines of a text. Of a line that is absurdly long only the beginning is
 * kept, so that a file of any content is read in little memory.
 */
final class Lines {

	static final int LONGEST = 64 * 1024;

	private final Reader reader;

	private final Deque<Line> again = new ArrayDeque<>();

	private long number;

	private boolean afterCarriageReturn;

	/**
	 * Creates the lines.
	 * @param reader the text; should be buffered
	 */
	Lines(Reader reader) {
		this.reader = reader;
	}

	/** The next line that isn't blank. */
	@Nullable Line nextFilled() throws IOException {
		Line line = next();
		while (line != null && Blanks.isBlank(line.text())) {
			line = next();
		}
		return line;
	}

	/** Puts lines back, before all others. */
	void again(List<Line> lines) {
		lines.reversed().forEach(this.again::addFirst);
	}

	@Nullable Line next() throws IOException {
		return this.again.isEmpty() ? read() : this.again.removeFirst();
	}

	private @Nullable Line read() throws IOException {
		int character = first();
		if (character < 0) {
			return null;
		}
		StringBuilder text = new StringBuilder();
		boolean cut = false;
		for (; character >= 0 && character != '\n' && character != '\r'; character = this.reader.read()) {
			if (text.length() < LONGEST) {
				text.append((char) character);
			}
			else {
				cut = true;
			}
		}
		this.afterCarriageReturn = (character == '\r');
		this.number++;
		return new Line(text.toString(), this.number, cut);
	}

	private int first() throws IOException {
		int character = this.reader.read();
		return (this.afterCarriageReturn && character == '\n') ? this.reader.read() : character;
	}

	/**
	 * One line.
	 *
	 * @param text the line without its end; never holds a line feed or carriage return
	 * @param number the line's number from 1
	 * @param cut whether the text is only the beginning of the line
	 */
	record Line(String text, long number, boolean cut) {
	}

}
