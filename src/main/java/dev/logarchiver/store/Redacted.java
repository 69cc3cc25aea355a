package dev.logarchiver.store;

import java.util.regex.Pattern;

import dev.logarchiver.failure.Printable;

/**
 * What was made unreadable in a text before it was stored.
 *
 * @param redactions how many secrets
 * @param rules a digest of the rules and values that were looked for, in lower case hex
 */
public record Redacted(long redactions, String rules) {

	private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

	public Redacted {
		if (redactions < 0) {
			throw new IllegalArgumentException("Redactions " + redactions + ": expected 0 or more");
		}
		if (!DIGEST.matcher(rules).matches()) {
			throw new IllegalArgumentException(
					"'" + Printable.escape(rules) + "' is no digest of rules: expected 64 lower case hex digits");
		}
	}

}
