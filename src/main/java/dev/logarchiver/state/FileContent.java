package dev.logarchiver.state;

import java.io.IOException;
import java.io.OutputStream;

/** The bytes of a file. */
@FunctionalInterface
public interface FileContent {

	void writeTo(OutputStream output) throws IOException;

}
