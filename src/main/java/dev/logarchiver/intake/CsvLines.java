package dev.logarchiver.intake;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.intake.Lines.Line;
import org.jspecify.annotations.Nullable;

/**
 * Gives a CSV parser one line at a time, so that it is known which lines make up a
 * record. Ends a record that grows absurdly long, and gives the lines of a record that is
 * not valid once more.
 */
final class CsvLines extends Reader {

	private final Lines lines;

	private final List<Line> record = new ArrayList<>();

	private int size;

	private Reader text = Reader.nullReader();

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
		Line line = this.lines.nextFilled();
		if (line != null) {
			take(line);
		}
		return line;
	}

	/** Leaves the first line of the record out; those after it come again. */
	void giveUp() {
		this.lines.again(this.record.subList(1, this.record.size()));
	}

	@Override
	public int read(char[] buffer, int offset, int length) throws IOException {
		int count = this.text.read(buffer, offset, length);
		return (count < 0 && advance()) ? this.text.read(buffer, offset, length) : count;
	}

	private boolean advance() throws IOException {
		Line line = this.lines.next();
		if (line == null) {
			return false;
		}
		if (line.cut() || this.size + line.text().length() > Lines.LONGEST) {
			this.lines.again(List.of(line));
			return false;
		}
		take(line);
		return true;
	}

	private void take(Line line) {
		this.record.add(line);
		this.size += line.text().length() + 1;
		this.text = new StringReader(line.text() + "\n");
	}

	@Override
	public void close() {
		// whoever opened the bytes closes them
	}

}
