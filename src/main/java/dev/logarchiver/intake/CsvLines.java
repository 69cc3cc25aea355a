package dev.logarchiver.intake;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.logarchiver.intake.Lines.Line;
import org.jspecify.annotations.Nullable;

/**
 * Gives a CSV parser one line at a time, so that it is known which lines make up a
 * record. Ends a record that grows absurdly long, and gives the lines of a record that is
 * none once more.
 */
final class CsvLines extends Reader {

	private final Lines lines;

	private final Deque<Line> again = new ArrayDeque<>();

	private final List<Line> record = new ArrayList<>();

	private int size;

	private String text = "";

	private int position;

	CsvLines(Lines lines) {
		this.lines = lines;
	}

	/**
	 * Begins a record.
	 * @return its first line, not blank; {@code null} at the end
	 */
	@Nullable Line begin() throws IOException {
		this.record.clear();
		this.size = 0;
		Line line = following();
		while (line != null && Blanks.isBlank(line.text())) {
			line = following();
		}
		if (line != null) {
			take(line);
		}
		return line;
	}

	/** Leaves the first line of the record out; those after it come again. */
	void giveUp() {
		this.record.subList(1, this.record.size()).reversed().forEach(this.again::addFirst);
	}

	@Override
	public int read(char[] buffer, int offset, int length) throws IOException {
		if (this.position == this.text.length() && !advance()) {
			return -1;
		}
		int end = Math.min(this.text.length(), this.position + length);
		this.text.getChars(this.position, end, buffer, offset);
		int count = end - this.position;
		this.position = end;
		return count;
	}

	private boolean advance() throws IOException {
		Line line = following();
		if (line == null) {
			return false;
		}
		if (line.cut() || this.size + line.text().length() > Lines.LONGEST) {
			this.again.addFirst(line);
			return false;
		}
		take(line);
		return true;
	}

	private @Nullable Line following() throws IOException {
		Line line = this.again.pollFirst();
		return (line != null) ? line : this.lines.next();
	}

	private void take(Line line) {
		this.record.add(line);
		this.text = line.text() + "\n";
		this.size += this.text.length();
		this.position = 0;
	}

	@Override
	public void close() {
		// whoever opened the bytes closes them
	}

}
