package dev.logarchiver.lines.redaction;

import org.jspecify.annotations.Nullable;

/**
 * A secret that is told by how it begins.
 *
 * @param following what it is made of behind that
 * @param shortest how many bytes of these it has at least
 * @param longest how many it has at most, or 0 for any number
 */
record PrefixedToken(ByteSet following, int shortest, int longest) implements Detector {

	@Override
	public @Nullable Secret find(Passage text, int from, int end) {
		if (!text.startsWord(from)) {
			return null;
		}
		int last = text.run(end, this.following, NamedValue.DECIDING);
		int length = last - end;
		if (length < this.shortest || !NamedValue.hasDigit(text, end, last)) {
			return null;
		}
		if (this.longest > 0) {
			return (length <= this.longest) ? Secret.exact(from, last) : null;
		}
		return Secret.run(from, text.run(last, this.following), this.following);
	}

}
