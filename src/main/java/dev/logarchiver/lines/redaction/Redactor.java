package dev.logarchiver.lines.redaction;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the text of one log without its secrets: each becomes {@code [REDACTED:rule]} on
 * its line. Holds back the end of what it was given, in memory, until a line feed comes
 * or {@link #finish()} is called. What comes out doesn't depend on the pieces in which
 * the text comes. For one thread.
 */
public final class Redactor extends SecretStream {

	private final OutputStream text;

	private long redactions;

	Redactor(SecretSearch search, OutputStream text) {
		super(search);
		this.text = text;
	}

	/** How many secrets were left out so far. */
	public long redactions() {
		return this.redactions;
	}

	@Override
	void pass(byte[] bytes, int from, int end) throws IOException {
		if (from < end) {
			this.text.write(bytes, from, end - from);
		}
	}

	@Override
	void found(String rule) {
		this.redactions++;
	}

}
