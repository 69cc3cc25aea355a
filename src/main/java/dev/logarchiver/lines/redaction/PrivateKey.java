package dev.logarchiver.lines.redaction;

import org.jspecify.annotations.Nullable;

/** A private key as PEM, on one line or on many. */
final class PrivateKey {

	static final String NAME = "private-key";

	private static final ByteSet KIND = ByteSet.of("A-Z0-9 ");

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
		int body = text.run(header, ByteSet.of("-"));
		int footer = footer(text, body);
		if (footer >= 0) {
			int marker = text.isMarker(body) ? past(text, body) : body;
			return (marker < footer) ? Secret.exact(body, footer) : null;
		}
		int last = text.run(body, ON_ONE_LINE);
		return new Secret(body, hasKey(text, body, last) ? last : body, ON_ONE_LINE, true);
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

	private static int footer(Passage text, int body) {
		for (int place = body; place < body + LONGEST && text.at(place) != '\n' && place < text.end(); place++) {
			if (text.at(place) == '-' && text.matches(place, "-----END")) {
				return place;
			}
		}
		return -1;
	}

	private static int past(Passage text, int marker) {
		int place = marker;
		while (text.at(place) != ']') {
			place++;
		}
		return place + 1;
	}

}
