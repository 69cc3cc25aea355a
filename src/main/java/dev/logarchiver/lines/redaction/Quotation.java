package dev.logarchiver.lines.redaction;

/**
 * How a value is quoted, so that its end can be told from quotation marks within it.
 *
 * @param mark the quotation mark, a percent sign where it is encoded as in a URL, or
 * {@link Passage#NOTHING} if the value isn't quoted
 * @param backslashes how many of them stand before the mark
 */
record Quotation(int mark, int backslashes) {

	static final Quotation NONE = new Quotation(Passage.NOTHING, 0);

	private static final ByteSet MARK = ByteSet.of("\"'`");

	private static final ByteSet BACKSLASH = ByteSet.of("\\");

	private static final int MOST_BACKSLASHES = 64;

	private static final int CODE = 3;

	/** The one that begins at a place. */
	static Quotation at(Passage text, int place) {
		if (isEncoded(text, place)) {
			return new Quotation('%', 0);
		}
		int mark = text.run(place, BACKSLASH);
		return MARK.has(text.at(mark)) ? new Quotation(text.at(mark), mark - place) : NONE;
	}

	/** The one that begins right before a place. */
	static Quotation before(Passage text, int place) {
		if (MARK.has(text.at(place - 1))) {
			return at(text, text.runBefore(place - 1, BACKSLASH, MOST_BACKSLASHES));
		}
		return isEncoded(text, place - CODE) ? new Quotation('%', 0) : NONE;
	}

	private static boolean isEncoded(Passage text, int place) {
		return text.matches(place, "%22") || text.matches(place, "%27");
	}

	boolean isQuoted() {
		return this.mark >= 0;
	}

	/** How many bytes the quotation mark has. */
	int length() {
		return !isQuoted() ? 0 : (this.mark == '%') ? CODE : this.backslashes + 1;
	}

	/** Whether what is quoted ends at a place. */
	boolean endsAt(Passage text, int place) {
		return isQuoted() && equals(at(text, place));
	}

	/**
	 * Where a value ends that begins at a place: where the quotation does, or else the
	 * line.
	 * @param set what the value is made of, backslashes and quotation marks aside
	 */
	int end(Passage text, int from, ByteSet set) {
		int place = text.run(from, set);
		while (isQuoted() && !endsAt(text, place)) {
			int mark = text.run(place, BACKSLASH);
			boolean within = mark > place || MARK.has(text.at(mark));
			if (!within || text.at(mark) < ' ') {
				return place;
			}
			place = text.run(mark + 1, set);
		}
		return place;
	}

}
