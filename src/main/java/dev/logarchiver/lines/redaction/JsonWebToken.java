package dev.logarchiver.lines.redaction;

import org.jspecify.annotations.Nullable;

/** A JSON Web Token: a header that begins as base64 of JSON does, and further parts. */
final class JsonWebToken {

	private static final ByteSet FURTHER = ByteSet.of("A-Za-z0-9_.-");

	private static final int SHORTEST_HEADER = 8;

	private static final int LONGEST_HEADER = 1024;

	private static final int SHORTEST_REST = 16;

	private JsonWebToken() {
	}

	/** Looks at what follows {@code eyJ}. */
	static @Nullable Secret find(Passage text, int from, int end) {
		if (!text.startsWord(from)) {
			return null;
		}
		int header = text.run(end, ByteSet.BASE64_URL, LONGEST_HEADER);
		if (header - end < SHORTEST_HEADER || text.at(header) != '.') {
			return null;
		}
		int last = text.run(header, FURTHER);
		int parts = 0;
		for (int place = header; place < last; place++) {
			parts += (text.at(place) == '.') ? 1 : 0;
		}
		return (parts > 1 && last - header > SHORTEST_REST) ? Secret.run(from, last, FURTHER) : null;
	}

}
