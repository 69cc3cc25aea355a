package dev.logarchiver.intake;

import java.io.IOException;
import java.io.Reader;

import dev.logarchiver.intake.Lines.Line;
import org.jspecify.annotations.Nullable;

/**
 * A list with an ID a line. Blank lines are skipped, and so is what follows a {@code #}
 * at the beginning of a line or after a blank.
 */
final class TextEntries implements Entries {

	private final Lines lines;

	private final String source;

	TextEntries(Reader reader, String source) {
		this.lines = new Lines(reader);
		this.source = source;
	}

	@Override
	public @Nullable ListEntry next() throws IOException {
		for (Line line = this.lines.next(); line != null; line = this.lines.next()) {
			int comment = comment(line.text());
			String text = (comment >= 0) ? line.text().substring(0, comment) : line.text();
			RawEntry raw = new RawEntry(text, new Origin(this.source, line.number()));
			if (line.cut() && comment < 0) {
				return raw.tooLong();
			}
			if (!raw.text().isEmpty()) {
				return raw.entry();
			}
		}
		return null;
	}

	private static int comment(String line) {
		int position = line.indexOf('#');
		while (position > 0 && !Blanks.isBlank(line.charAt(position - 1))) {
			position = line.indexOf('#', position + 1);
		}
		return position;
	}

}
