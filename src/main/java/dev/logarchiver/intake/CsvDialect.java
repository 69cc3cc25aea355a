package dev.logarchiver.intake;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * What separates the columns of a CSV file: spreadsheets take a semicolon where a comma
 * stands in numbers, and a tab where they call it text.
 *
 * @param separator the character
 */
record CsvDialect(char separator) {

	private static final String COLUMN = "workerid";

	private static final List<CsvDialect> KNOWN = List.of(new CsvDialect(','), new CsvDialect(';'),
			new CsvDialect('\t'), new CsvDialect('|'));

	/** How a spreadsheet is told the separator, in a line before the header. */
	private static final Pattern TOLD = Pattern.compile("(?i)\\s*\"?sep=(.)\"?[,;\\s]*");

	/**
	 * The dialect that a line before the header tells.
	 * @param line the file's first line
	 * @return the dialect; {@code null} where it is no such line
	 */
	static @Nullable CsvDialect told(String line) {
		Matcher told = TOLD.matcher(line);
		return told.matches() ? new CsvDialect(told.group(1).charAt(0)) : null;
	}

	/**
	 * The dialect in which a header has the column of IDs; the usual one where none has.
	 */
	static CsvDialect of(String header) {
		return KNOWN.stream().filter((dialect) -> dialect.hasColumn(header)).findFirst().orElse(KNOWN.getFirst());
	}

	/**
	 * Whether a line is the header of a list, or says what separates its columns.
	 */
	static boolean isHeader(String line) {
		return told(line) != null || KNOWN.stream().anyMatch((dialect) -> dialect.hasColumn(line));
	}

	private boolean hasColumn(String header) {
		try (CSVParser parser = CSVParser.builder().setReader(new StringReader(header)).setFormat(format()).get()) {
			return parser.stream().findFirst().map(CsvDialect::position).orElse(-1) >= 0;
		}
		catch (IOException | UncheckedIOException ex) {
			// a quotation mark that isn't closed: no header by itself
			return false;
		}
	}

	/**
	 * Which column has the IDs: {@code worker_id}, also written {@code Worker ID} or
	 * {@code WorkerId}.
	 * @param header the file's first record
	 * @return the column from 0, or -1
	 */
	static int position(CSVRecord header) {
		return header.stream().map(CsvDialect::plain).toList().indexOf(COLUMN);
	}

	/**
	 * Whether a name means the ID of a Worker, however it is written.
	 */
	static boolean isColumn(String name) {
		return plain(name).equals(COLUMN);
	}

	private static String plain(String name) {
		return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
	}

	CSVFormat format() {
		return CSVFormat.DEFAULT.builder().setDelimiter(this.separator).setIgnoreSurroundingSpaces(true).get();
	}

}
