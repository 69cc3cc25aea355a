package dev.logarchiver.intake;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a list, to be read from their beginning as often as wanted, by one at a
 * time.
 */
sealed interface Content extends AutoCloseable permits FileContent, CopiedContent {

	InputStream open() throws IOException;

	@Override
	void close();

}
