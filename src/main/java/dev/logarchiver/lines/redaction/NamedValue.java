package dev.logarchiver.lines.redaction;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A secret that is told by the name which it is given to.
 *
 * @param shortest how many bytes it has at least
 * @param names decides by where the name begins and ends whether it is one
 */
record NamedValue(int shortest, Names names) implements Detector {

	static final ByteSet VALUE = ByteSet.of("A-Za-z0-9_.~+/=%:|-");

	private static final Set<String> NO_SECRETS = Set.of("undefined", "required", "disabled", "redacted", "optional",
			"not_found", "not-found", "provided", "not_provided", "unauthorized", "forbidden", "malformed", "anonymous",
			"untrusted", "not_set", "filtered", "encrypted", "protected");

	private static final int LONGEST_WORD = 16;

	/**
	 * So many of its bytes decide whether something is a secret, so that one that is none
	 * is not read to its end again and again.
	 */
	static final int DECIDING = 256;

	/** Without a digit, what is shorter may be the name of something. */
	private static final int SURE = 32;

	private static final ByteSet LETTERS = ByteSet.of("A-Za-z");

	private static final ByteSet IN_QUERY = ByteSet.of("?&");

	private static final ByteSet NO_LETTERS = ByteSet.of("._");

	@Override
	public @Nullable Secret find(Passage text, int from, int end) {
		int name = this.names.end(text, from, end);
		Assignment assignment = (name >= 0) ? Assignment.after(text, name, false) : null;
		return (assignment != null) ? value(text, from, assignment) : null;
	}

	private @Nullable Secret value(Passage text, int name, Assignment assignment) {
		int from = assignment.value();
		int end = end(text, from, DECIDING);
		boolean closed = assignment.endsAt(text, end);
		boolean sure = closed || IN_QUERY.has(text.at(text.runBefore(name, ByteSet.NAME, LONGEST_WORD) - 1));
		return isSecret(text, from, end, this.shortest, sure)
				? Secret.run(from, end(text, end, Integer.MAX_VALUE), VALUE) : null;
	}

	/** A value ends before what is a quotation mark or an ampersand in a URL. */
	private static int end(Passage text, int from, int most) {
		int end = text.run(from, VALUE, most);
		for (int place = from; place < end; place++) {
			if (text.at(place) == '%' && (text.matches(place, "%22") || text.matches(place, "%26")
					|| text.matches(place, "%27") || text.matches(place, "%20"))) {
				return place;
			}
		}
		return end;
	}

	/**
	 * Whether a value may be a secret.
	 * @param sure whether it is written as values are, and no word of a sentence or a
	 * program
	 */
	static boolean isSecret(Passage text, int from, int end, int shortest, boolean sure) {
		int length = end - from;
		if (length < shortest || text.at(end) == '(' || isRepeated(text, from, end) || isUrl(text, from, end)) {
			return false;
		}
		if (length <= LONGEST_WORD && NO_SECRETS.contains(word(text, from, end))) {
			return false;
		}
		return sure || hasDigit(text, from, end) || (length >= SURE && !hasAny(text, from, end, NO_LETTERS));
	}

	private static String word(Passage text, int from, int end) {
		StringBuilder word = new StringBuilder();
		for (int place = from; place < end; place++) {
			word.append((char) text.at(place));
		}
		return word.toString().toLowerCase(Locale.ROOT);
	}

	private static boolean isUrl(Passage text, int from, int end) {
		int colon = text.run(from, LETTERS, end - from);
		return text.at(colon) == ':' && text.at(colon + 1) == '/' && text.at(colon + 2) == '/';
	}

	private static boolean isRepeated(Passage text, int from, int end) {
		int place = from + 1;
		while (place < end && text.at(place) == text.at(from)) {
			place++;
		}
		return place == end;
	}

	static boolean hasDigit(Passage text, int from, int end) {
		return hasAny(text, from, end, ByteSet.DIGITS);
	}

	private static boolean hasAny(Passage text, int from, int end, ByteSet set) {
		for (int place = from; place < end; place++) {
			if (set.has(text.at(place))) {
				return true;
			}
		}
		return false;
	}

	/** Decides whether a clue belongs to the name of a secret. */
	interface Names {

		/**
		 * Finds the end of the name.
		 * @param from where the clue begins
		 * @param end where it ends
		 * @return where the name ends; negative if it isn't that of a secret
		 */
		int end(Passage text, int from, int end);

	}

}
