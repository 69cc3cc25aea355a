package dev.logarchiver.lines.redaction;

import org.jspecify.annotations.Nullable;

/** User and password, or a token, before the host of a URL. */
final class UserInfo {

	private static final String BESIDE = " /?\"'`<>\\[]{}()|,";

	/** What may be there, also where it should have been encoded. */
	private static final ByteSet PART = ByteSet.printableBut(BESIDE + "@");

	private static final ByteSet PARTS = ByteSet.printableBut(BESIDE);

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
		if (!url || begin == from) {
			return null;
		}
		int last = last(text, from, end);
		boolean token = last - begin >= SHORTEST_TOKEN && text.run(begin, TOKEN) == last
				&& NamedValue.hasDigit(text, begin, last);
		boolean host = ByteSet.WORD.has(text.at(last + 1)) || text.at(last + 1) == '[';
		return (host && (token || hasColon(text, begin, last))) ? Secret.exact(begin, last) : null;
	}

	/** A password may have at signs, too. */
	private static int last(Passage text, int from, int end) {
		int last = text.run(end, PARTS, LONGEST);
		while (last > from && text.at(last) != '@') {
			last--;
		}
		return last;
	}

	private static boolean hasColon(Passage text, int from, int end) {
		int colon = from;
		while (colon < end && text.at(colon) != ':') {
			colon++;
		}
		return colon < end;
	}

}
