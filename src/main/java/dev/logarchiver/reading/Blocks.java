package dev.logarchiver.reading;

import java.io.IOException;

/** Blocks of a text, one after the other. */
interface Blocks extends AutoCloseable {

	/**
	 * Gives the next block. What is in the one before is lost: memory for each would be
	 * most of the work when a long text is read.
	 * @throws IOException if it can't be read, or is another one than it was
	 */
	byte[] next() throws IOException;

	@Override
	void close() throws IOException;

}
