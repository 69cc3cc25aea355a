package dev.logarchiver.lines.redaction;

import org.jspecify.annotations.Nullable;

/** User and password, or a token, before the host of a URL. */
final class UserInfo {

	/** What may be there, also where it should have been encoded. */
	private static final ByteSet PART = ByteSet.printableBut(" /?\"'`<>\\[]{}()|,");

	private static final ByteSet TOKEN = ByteSet.of("A-Za-z0-9_-");

	private static final ByteSet SCHEME = ByteSet.of("A-Za-z0-9+.-");

	private static final int LONGEST = 1000;

	private static final int SHORTEST_TOKEN = 20;

	private UserInfo() {
	}

	/** Looks at what stands before an at sign. */
	static @Nullable Secret find(Passage text, int from, int end) {
		int begin = text.runBefore(from, PART, LONGEST);
		boolean url = text.at(begin - 1) == '/' && text.at(begin - 2) == '/' && text.at(begin - 3) == ':'
				&& SCHEME.has(text.at(begin - 4));
		boolean host = ByteSet.WORD.has(text.at(end)) || text.at(end) == '[';
		if (!url || !host || begin == from) {
			return null;
		}
		int colon = begin;
		while (colon < from && text.at(colon) != ':') {
			colon++;
		}
		boolean token = from - begin >= SHORTEST_TOKEN && text.run(begin, TOKEN) == from
				&& NamedValue.hasDigit(text, begin, from);
		return (colon < from || token) ? Secret.exact(begin, from) : null;
	}

}
