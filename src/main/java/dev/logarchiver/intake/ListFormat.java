package dev.logarchiver.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Locale;

import dev.logarchiver.run.WorkerId;

/** How a list is written. */
enum ListFormat {

	/** An ID a line; or CSV, which its first line shows. */
	TEXT,
	/** Comma-separated values with a header, or separated by semicolons or tabs. */
	CSV,
	/** An array. */
	JSON,
	/** A JSON value a line. */
	JSON_LINES;

	/** The format by the ending of a file's name. */
	static ListFormat ofName(String name) {
		String lowerCase = name.toLowerCase(Locale.ROOT);
		return switch (lowerCase.substring(lowerCase.lastIndexOf('.') + 1)) {
			case "csv", "tsv", "tab" -> CSV;
			case "json" -> JSON;
			case "jsonl", "ndjson" -> JSON_LINES;
			default -> TEXT;
		};
	}

	/**
	 * The format by how the list begins, when it has no name: no Worker ID begins like
	 * JSON or reads like the header of a list.
	 */
	static ListFormat ofContent(InputStream bytes) throws IOException {
		String line = firstLine(Encoding.decode(bytes));
		if (line.startsWith("{")) {
			return (line.endsWith("}") && !line.contains("\"scraper\"")) ? JSON_LINES : JSON;
		}
		return line.startsWith("[") ? JSON : (CsvDialect.isHeader(line) ? CSV : TEXT);
	}

	Entries entries(InputStream bytes, String source) throws IOException {
		Reader reader = Encoding.decode(bytes);
		return switch (this) {
			case TEXT -> isTable(reader) ? new CsvEntries(reader, source) : new TextEntries(reader, source);
			case CSV -> new CsvEntries(reader, source);
			case JSON -> new JsonEntries(reader, source, 0);
			case JSON_LINES -> new JsonLinesEntries(reader, source);
		};
	}

	/** Whether it begins with a header of several columns, which is not a Worker ID. */
	private static boolean isTable(Reader reader) throws IOException {
		reader.mark(Lines.LONGEST);
		String line = firstLine(reader);
		reader.reset();
		return CsvDialect.isHeader(line) && !WorkerId.isWorkerId(line);
	}

	/** The first line that isn't blank, as far as it can be read again. */
	private static String firstLine(Reader reader) throws IOException {
		StringBuilder line = new StringBuilder();
		boolean begun = false;
		for (int count = 1; count < Lines.LONGEST; count++) {
			int character = reader.read();
			if (character < 0 || (begun && (character == '\n' || character == '\r'))) {
				break;
			}
			begun = begun || !Blanks.isBlank(character);
			if (begun) {
				line.append((char) character);
			}
		}
		return Blanks.strip(line.toString());
	}

}
