package dev.logarchiver.web.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;
import java.util.List;

/**
 * A part of a line that is too long to be shown at once.
 *
 * @param number the line's place in the log
 * @param from where in the line the part begins, in bytes
 * @param end where it ends
 * @param segments its text
 * @param last whether the line ends there
 */
public record LinePart(long number, long from, long end, List<Segment> segments, boolean last) {

	/** How many bytes are shown at once. */
	public static final int LENGTH = 64 * 1024;

	/**
	 * Reads a part.
	 * @param text the line
	 */
	public static LinePart read(InputStream text, long number, long from) throws IOException {
		text.skipNBytes(from);
		byte[] bytes = text.readNBytes(LENGTH + 1);
		boolean last = bytes.length <= LENGTH;
		int shown = last ? withoutEnd(bytes) : RawText.cut(bytes, LENGTH);
		String part = RawText.decode(bytes, shown);
		return new LinePart(number, from, from + shown, new LineRenderer().render(part, new BitSet()), last);
	}

	private static int withoutEnd(byte[] bytes) {
		int length = bytes.length;
		for (char end : new char[] { '\n', '\r' }) {
			length -= (length > 0 && bytes[length - 1] == end) ? 1 : 0;
		}
		return length;
	}

}
