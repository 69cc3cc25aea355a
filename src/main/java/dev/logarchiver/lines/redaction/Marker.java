package dev.logarchiver.lines.redaction;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.logarchiver.lines.redaction.SecretSearch.Found;

/** What stands in place of a secret: {@code [REDACTED:rule]}. */
final class Marker {

	private static final byte[] BEGIN = "[REDACTED:".getBytes(StandardCharsets.US_ASCII);

	private static final ByteSet RULE = ByteSet.of("a-z-");

	private Marker() {
	}

	static byte[] bytes(String rule) {
		return (new String(BEGIN, StandardCharsets.US_ASCII) + rule + "]").getBytes(StandardCharsets.US_ASCII);
	}

	/** The end of the one that begins at a place; that place if none does. */
	static int end(Passage text, int from) {
		if (text.at(from) != '[' || !text.matches(from, BEGIN, true)) {
			return from;
		}
		int place = from + BEGIN.length;
		while (RULE.has(text.at(place))) {
			place++;
		}
		return (text.at(place) == ']') ? place + 1 : from;
	}

	/**
	 * Replaces secrets.
	 * @param secrets secrets in their order, none within another
	 * @param line the line that has them
	 * @return the line without them
	 */
	static Passage replace(List<Found> secrets, Passage line) {
		ByteArrayOutputStream text = new ByteArrayOutputStream(line.end() - line.begin());
		int passed = line.begin();
		for (Found found : secrets) {
			Secret secret = found.secret();
			if (!secret.isEmpty() && secret.end() > passed) {
				text.write(line.bytes(), passed, Math.max(0, secret.from() - passed));
				text.writeBytes(bytes(found.rule()));
				passed = secret.end();
			}
		}
		text.write(line.bytes(), passed, line.end() - passed);
		return new Passage(text.toByteArray(), 0, text.size());
	}

}
