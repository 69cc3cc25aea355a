package dev.logarchiver.web.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongPredicate;

/** A kind of lines that can be looked for in a log: it finds the same ones every time. */
interface Sought {

	/** What tells it from others. */
	String name();

	/** How many lines before and after a part decide what is found in it. */
	int context();

	/**
	 * Finds lines.
	 * @param text the text
	 * @param reader is given the number of each, 1 for the first line, and says whether
	 * to go on
	 */
	void find(InputStream text, LongPredicate reader) throws IOException;

}
