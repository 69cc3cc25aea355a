package dev.logarchiver.lines.errors;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.logarchiver.lines.LogLine;

/**
 * Tells what a line may be in a trace, by its beginning. Where a time or the like stands
 * before the first line of a Python trace, it may stand before the others too. For one
 * thread.
 */
final class LineShape {

	private static final byte[] HEADER = "Traceback (most".getBytes(StandardCharsets.US_ASCII);

	private final VisibleText visible = new VisibleText(LogLine.LONGEST + 1);

	private final byte[] margin = new byte[LogLine.LONGEST + 1];

	private int marginLength;

	private boolean open;

	LineKind kind(byte[] bytes, int length, boolean withMargin) {
		this.visible.startLine();
		int shown = this.visible.read(bytes, 0, Math.min(length, LogLine.LONGEST + 1));
		byte[] text = this.visible.bytes();
		int from = (withMargin && hasMargin(text, shown)) ? this.marginLength : 0;
		LineTable kinds = BuiltinTables.get().kinds();
		LineKind kind = LineKind.ofTag(kinds.tag(kinds.run(LineTable.START, text, from, shown)));
		if (kind == LineKind.HEADER) {
			keepMargin(text, shown);
		}
		this.open = (kind == LineKind.FRAME) ? text[shown - 1] == '{' : this.open && kind == LineKind.INDENTED;
		return kind;
	}

	private void keepMargin(byte[] text, int length) {
		int start = 0;
		while (start + HEADER.length <= length && !isHeader(text, start)) {
			start++;
		}
		this.marginLength = start;
		System.arraycopy(text, 0, this.margin, 0, start);
	}

	private static boolean isHeader(byte[] text, int start) {
		return Arrays.equals(text, start, start + HEADER.length, HEADER, 0, HEADER.length);
	}

	/** Digits may be others. */
	private boolean hasMargin(byte[] text, int length) {
		if (length < this.marginLength) {
			return false;
		}
		for (int i = 0; i < this.marginLength; i++) {
			if (text[i] != this.margin[i] && !(isDigit(text[i]) && isDigit(this.margin[i]))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isDigit(byte character) {
		return character >= '0' && character <= '9';
	}

	/** Whether the last caller ended in a brace, and what is in it was not left. */
	boolean isOpen() {
		return this.open;
	}

}
