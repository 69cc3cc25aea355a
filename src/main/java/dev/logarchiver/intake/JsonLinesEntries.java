package dev.logarchiver.intake;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;

import dev.logarchiver.intake.Lines.Line;
import org.jspecify.annotations.Nullable;

/**
 * A list with a JSON value a line: a string or an object, as in an array. A line that is
 * no JSON costs no other.
 */
final class JsonLinesEntries implements Entries {

	private final Lines lines;

	private final String source;

	JsonLinesEntries(Reader reader, String source) {
		this.lines = new Lines(reader);
		this.source = source;
	}

	@Override
	public @Nullable ListEntry next() throws IOException {
		Line line = this.lines.nextFilled();
		return (line != null) ? entry(line) : null;
	}

	private ListEntry entry(Line line) throws IOException {
		RawEntry whole = new RawEntry(line.text(), new Origin(this.source, line.number()));
		if (line.cut()) {
			return whole.tooLong();
		}
		try {
			Entries entries = new JsonEntries(new StringReader("[" + line.text() + "\n]"), this.source,
					line.number() - 1);
			ListEntry entry = entries.next();
			return (entry != null && entries.next() == null) ? entry : whole.rejected("not one JSON value");
		}
		catch (MalformedListException ex) {
			return whole.rejected("not valid JSON: expected a string in quotation marks, or an object with worker_id");
		}
	}

}
