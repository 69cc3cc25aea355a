package dev.logarchiver.intake;

import dev.logarchiver.failure.Printable;

/**
 * Where an entry of the list stands.
 *
 * @param source the file as its user named it, {@code standard input} or an option;
 * printable, at most 2,000 characters
 * @param line the line's number from 1, 0 when there are no lines
 */
public record Origin(String source, long line) {

	public Origin {
		source = Printable.escape(source);
		if (line < 0) {
			throw new IllegalArgumentException("Line " + line + " of " + source + " can't be");
		}
	}

	@Override
	public String toString() {
		return (this.line > 0) ? this.source + ", line " + this.line : this.source;
	}

}
