package dev.logarchiver.lines.redaction;

import org.jspecify.annotations.Nullable;

/** A private key as PEM, on one line or on many. */
final class PrivateKey {

	static final String NAME = "private-key";

	private static final ByteSet KIND = ByteSet.of("A-Z0-9 ");

	private static final ByteSet DASH = ByteSet.of("-");

	private static final int LONGEST_KIND = 40;

	/** A key with its line feeds written out, or blanks instead. */
	private static final ByteSet ON_ONE_LINE = ByteSet.of("A-Za-z0-9+/=\\ \t%\"',:.-");

	private static final int LONGEST = 16 * 1024;

	private static final int SHORTEST = 24;

	private PrivateKey() {
	}

	/**
	 * Looks at what follows {@code PRIVATE KEY}.
	 */
	static @Nullable Secret find(Passage text, int from, int end) {
		int begin = text.runBefore(from, KIND, LONGEST_KIND);
		int header = text.matches(end, " BLOCK") ? end + 6 : end;
		if (!text.matches(begin, "BEGIN ") || text.at(begin - 1) != '-' || !text.matches(header, "----")) {
			return null;
		}
		int body = text.run(header, DASH);
		int dashes = dashes(text, body);
		if (text.matches(dashes, "-----END")) {
			return (Marker.end(text, body) < dashes) ? Secret.exact(body, dashes) : null;
		}
		int last = text.run(body, ON_ONE_LINE, dashes - body);
		boolean key = hasKey(text, body, last);
		return new Secret(body, !key ? body : (last - body < LONGEST) ? last : text.run(last, ON_ONE_LINE), ON_ONE_LINE,
				true);
	}

	private static boolean hasKey(Passage text, int from, int end) {
		int place = from;
		while (place < end) {
			int last = text.run(place, ByteSet.BASE64);
			if (last - place >= SHORTEST) {
				return true;
			}
			place = last + 1;
		}
		return false;
	}

	/** Where the next line of dashes is, or the end of the line, or of what a key has. */
	private static int dashes(Passage text, int body) {
		int place = body;
		while (place < body + LONGEST && text.at(place) != '\n' && place < text.end()
				&& (text.at(place) != '-' || !text.matches(place, "-----"))) {
			place++;
		}
		return place;
	}

}
