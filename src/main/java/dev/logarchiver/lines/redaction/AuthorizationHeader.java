package dev.logarchiver.lines.redaction;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What follows the name of an {@code Authorization} header, without its scheme. */
final class AuthorizationHeader {

	private static final ByteSet SCHEME = ByteSet.of("A-Za-z0-9-");

	private static final ByteSet BLANK = ByteSet.of(" +\t");

	private static final ByteSet CREDENTIALS = ByteSet.of("A-Za-z0-9_.~+/=%:|!*$@#-");

	private static final List<String> KNOWN = List.of("Basic", "Bearer", "Token");

	/** Their credentials are parameters. */
	private static final List<String> WITH_PARAMETERS = List.of("Digest", "OAuth", "Hawk", "AWS4-HMAC-SHA256",
			"Signature");

	private static final ByteSet PARAMETERS = ByteSet.printableBut("\\`\"'");

	private static final ByteSet UNQUOTED_PARAMETERS = ByteSet.printableBut("");

	private static final int SHORTEST = 8;

	private static final int LONGEST_SCHEME = 32;

	private AuthorizationHeader() {
	}

	/** Looks at what follows {@code Authorization}. */
	static @Nullable Secret find(Passage text, int from, int end) {
		Assignment assignment = Assignment.after(text, end, true);
		if (assignment == null) {
			return null;
		}
		int scheme = assignment.value();
		int schemeEnd = text.run(scheme, SCHEME);
		int credentials = text.pastColors(pastBlank(text, schemeEnd));
		if (schemeEnd == scheme || credentials == schemeEnd || schemeEnd - scheme > LONGEST_SCHEME) {
			return assignment.paired() ? null : credentials(text, scheme, assignment, SHORTEST);
		}
		if (isOneOf(text, scheme, schemeEnd, WITH_PARAMETERS)) {
			Quotation quotation = assignment.quotation().isQuoted() ? assignment.quotation()
					: Quotation.before(text, from);
			return parameters(text, credentials, quotation);
		}
		return credentials(text, credentials, assignment, isOneOf(text, scheme, schemeEnd, KNOWN) ? 1 : SHORTEST);
	}

	private static int pastBlank(Passage text, int scheme) {
		return text.matches(scheme, "%20") ? scheme + "%20".length() : text.run(scheme, BLANK);
	}

	private static boolean isOneOf(Passage text, int from, int end, List<String> schemes) {
		return schemes.stream().anyMatch((scheme) -> scheme.length() == end - from && text.matches(from, scheme));
	}

	/** A short one is certain only where nothing follows it. */
	private static @Nullable Secret credentials(Passage text, int from, Assignment assignment, int shortest) {
		int end = text.run(from, CREDENTIALS, NamedValue.DECIDING);
		boolean closed = assignment.endsAt(text, end);
		boolean alone = closed || (shortest < SHORTEST && text.at(end) < ' ');
		boolean secret = NamedValue.isSecret(text, from, end, alone ? shortest : SHORTEST, alone);
		return secret ? Secret.run(from, text.run(end, CREDENTIALS), CREDENTIALS) : null;
	}

	private static @Nullable Secret parameters(Passage text, int from, Quotation quotation) {
		ByteSet set = quotation.isQuoted() ? PARAMETERS : UNQUOTED_PARAMETERS;
		int end = quotation.end(text, from, set);
		return (end - from >= SHORTEST) ? Secret.run(from, end, set) : null;
	}

}
