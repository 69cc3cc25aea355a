package dev.logarchiver.reading;

import dev.logarchiver.store.spool.EntryPoints;

/** Which lines of a text are wanted. Lines end with a line feed and count from 1. */
public sealed interface Lines {

	/** The lines by their numbers, in a text of which this is known. */
	Span in(EntryPoints text);

	/**
	 * Those from one number to another.
	 *
	 * @param first the number of the first one
	 * @param last the number of the last one; there may be fewer
	 */
	record Span(long first, long last) implements Lines {

		public Span {
			if (first < 1 || last < first - 1) {
				throw new IllegalArgumentException("Lines " + first + " to " + last
						+ ": expected a number of 1 or more, and one that is not less");
			}
		}

		@Override
		public Span in(EntryPoints text) {
			return this;
		}

	}

	/**
	 * Those at the end.
	 *
	 * @param count how many; there may be fewer
	 */
	record Last(long count) implements Lines {

		public Last {
			if (count < 0) {
				throw new IllegalArgumentException("The last " + count + " lines: expected 0 or more");
			}
		}

		@Override
		public Span in(EntryPoints text) {
			long lines = text.lines();
			return new Span(lines - Math.min(lines, this.count) + 1, lines);
		}

	}

}
