package dev.logarchiver.lines.errors;

/** Decides whether a line is an error. Its bytes come in any pieces. For one thread. */
interface LineJudge {

	/** Begins a line. */
	void startLine();

	/** Reads on in the line, which has no end among these bytes. */
	void read(byte[] bytes, int from, int end);

	/** Whether the line is an error, where it ends here. */
	boolean isError();

}
