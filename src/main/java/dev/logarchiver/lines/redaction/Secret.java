package dev.logarchiver.lines.redaction;

import org.jspecify.annotations.Nullable;

/**
 * A place where a secret stands.
 *
 * @param from where it begins
 * @param end where it ends; {@code from} if it is in the lines that follow
 * @param further what it may go on with where the text is cut at its end; {@code null}
 * where its length is known
 * @param opens whether it goes on in the lines that follow
 */
record Secret(int from, int end, @Nullable ByteSet further, boolean opens) {

	/** One of known length. */
	static Secret exact(int from, int end) {
		return new Secret(from, end, null, false);
	}

	/** One that ends with the first byte of another kind. */
	static Secret run(int from, int end, ByteSet further) {
		return new Secret(from, end, further, false);
	}

	boolean isEmpty() {
		return this.from == this.end;
	}

}
