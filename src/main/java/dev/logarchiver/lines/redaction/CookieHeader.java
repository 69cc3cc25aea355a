package dev.logarchiver.lines.redaction;

import org.jspecify.annotations.Nullable;

/** What follows the name of a {@code Cookie} or {@code Set-Cookie} header. */
final class CookieHeader {

	private static final ByteSet NAME = ByteSet.of("A-Za-z0-9_.!#$%&*+^|~-");

	private static final ByteSet QUOTED = ByteSet.printableBut("\\`\"'");

	private static final ByteSet BLANK = ByteSet.of(" \t");

	private CookieHeader() {
	}

	/** Looks at what follows {@code Cookie}. The name of the first cookie stays. */
	static @Nullable Secret find(Passage text, int from, int end) {
		Assignment assignment = Assignment.after(text, end, true);
		if (assignment == null) {
			return null;
		}
		int name = assignment.value();
		int sign = text.run(name, NAME);
		if (sign == name || text.at(sign) != '=') {
			return null;
		}
		Quotation quotation = assignment.quotation().isQuoted() ? assignment.quotation()
				: Quotation.before(text, text.runBefore(from, ByteSet.NAME, "Set-".length()));
		int value = sign + 1;
		int last = quotation.end(text, value, QUOTED);
		for (int next = next(text, last, assignment); next > last; next = next(text, next, assignment)) {
			last = next;
		}
		return (last > value) ? Secret.run(value, last, QUOTED) : null;
	}

	/** The end of the cookie that follows in a list. */
	private static int next(Passage text, int end, Assignment assignment) {
		int comma = text.run(end + assignment.quotation().length(), BLANK);
		int begin = text.run(comma + 1, BLANK);
		boolean another = assignment.listed() && assignment.endsAt(text, end) && text.at(comma) == ','
				&& assignment.quotation().endsAt(text, begin);
		return another ? assignment.quotation().end(text, begin + assignment.quotation().length(), QUOTED) : end;
	}

}
