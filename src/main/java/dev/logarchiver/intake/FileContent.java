package dev.logarchiver.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes of a file that stays where it is.
 *
 * @param path the file
 */
record FileContent(Path path) implements Content {

	@Override
	public InputStream open() throws IOException {
		return Files.newInputStream(this.path);
	}

	@Override
	public void close() {
		// holds nothing open
	}

}
