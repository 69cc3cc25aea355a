package dev.logarchiver.lines.errors;

/**
 * Picks the lines of a text that are to be read closely. Its bytes come in any pieces.
 * For one thread.
 */
interface LineScan {

	/** Begins a line. */
	void startLine();

	/** Whether the line is to be read closely, where it ends here. */
	boolean isFound();

	/**
	 * Reads on in the line.
	 * @return where the line's line feed is; {@code end} where it isn't among these bytes
	 */
	int toLineEnd(byte[] bytes, int from, int end);

}
