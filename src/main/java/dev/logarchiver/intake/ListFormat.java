package dev.logarchiver.intake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * How a list is written. Always in UTF-8, with or without a byte order mark.
 */
enum ListFormat {

	/** An ID a line. */
	TEXT,
	/** Comma-separated values with a header. */
	CSV,
	/** An array. */
	JSON;

	private static final char BYTE_ORDER_MARK = '\uFEFF';

	/**
	 * Tells the format by the ending of a file's name.
	 */
	static ListFormat ofName(String name) {
		String lowerCase = name.toLowerCase(Locale.ROOT);
		if (lowerCase.endsWith(".csv")) {
			return CSV;
		}
		return lowerCase.endsWith(".json") ? JSON : TEXT;
	}

	/**
	 * Tells the format by its beginning, where there is no name: no Worker ID begins like
	 * a JSON array.
	 */
	static ListFormat ofContent(InputStream bytes) throws IOException {
		Reader reader = decode(bytes);
		int character = reader.read();
		while (Character.isWhitespace(character)) {
			character = reader.read();
		}
		return (character == '[') ? JSON : TEXT;
	}

	Entries entries(InputStream bytes, String source) throws IOException {
		Reader reader = decode(bytes);
		return switch (this) {
			case TEXT -> new TextEntries(reader, source);
			case CSV -> new CsvEntries(reader, source);
			case JSON -> new JsonEntries(reader, source);
		};
	}

	/**
	 * Bytes that are no UTF-8 come out as U+FFFD, which is in no Worker ID: one bad line
	 * doesn't stop the others.
	 */
	private static Reader decode(InputStream bytes) throws IOException {
		BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
		reader.mark(1);
		if (reader.read() != BYTE_ORDER_MARK) {
			reader.reset();
		}
		return reader;
	}

}
