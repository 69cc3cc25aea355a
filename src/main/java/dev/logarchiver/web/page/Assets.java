package dev.logarchiver.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;

import org.springframework.stereotype.Component;

/** The stylesheet and the script. */
@Component
final class Assets {

	/** Where they are, on the class path. */
	static final String DIRECTORY = "/dev/logarchiver/web/assets/";

	private static final List<String> NAMES = List.of("log-archiver.css", "log-archiver.js");

	private final String version;

	Assets() {
		CRC32 sum = new CRC32();
		for (String name : NAMES) {
			try (InputStream file = Objects.requireNonNull(Assets.class.getResourceAsStream(DIRECTORY + name))) {
				sum.update(file.readAllBytes());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		this.version = HexFormat.of().toHexDigits((int) sum.getValue());
	}

	/** Another one when one of them is another: browsers keep them for long. */
	String version() {
		return this.version;
	}

}
