package dev.logarchiver.intake;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
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

	/** How a spreadsheet states the separator, in a line before the header. */
	private static final Pattern STATED = Pattern.compile("(?i)\\s*\"?sep=([^\"])\"?[,;\\s]*");

	/**
	 * The dialect that a line before the header states.
	 * @param line the file's first line
	 * @return the dialect; {@code null} when it is not such a line
	 */
	static @Nullable CsvDialect stated(String line) {
		Matcher stated = STATED.matcher(line);
		return stated.matches() ? new CsvDialect(stated.group(1).charAt(0)) : null;
	}

	/**
	 * The dialect in which a header has the column of IDs; the usual one when none has.
	 */
	static CsvDialect of(String header) {
		return KNOWN.stream().filter((dialect) -> dialect.hasColumn(header)).findFirst().orElse(KNOWN.getFirst());
	}

	/** Whether a line is the header of a list, or says what separates its columns. */
	static boolean isHeader(String line) {
		return stated(line) != null || KNOWN.stream().anyMatch((dialect) -> dialect.hasColumn(line));
	}

	private boolean hasColumn(String header) {
		try {
			return position(reader().ofSingleCsvRecord(header)) >= 0;
		}
		catch (CsvParseException ex) {
			// a quotation mark that isn't closed: not a header by itself
			return false;
		}
	}

	/**
	 * Which column has the IDs: {@code worker_id}, also written {@code Worker ID} or
	 * {@code WorkerId}.
	 * @param header the file's first record
	 * @return the column from 0, or -1
	 */
	static int position(CsvRecord header) {
		return header.getFields().stream().map(CsvDialect::plain).toList().indexOf(COLUMN);
	}

	/** Whether a name means the ID of a Worker, however it is written. */
	static boolean isColumn(String name) {
		return plain(name).equals(COLUMN);
	}

	private static String plain(String name) {
		return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
	}

	CsvReader.CsvReaderBuilder reader() {
		return CsvReader.builder()
			.fieldSeparator(this.separator)
			.trimWhitespacesAroundQuotes(true)
			.allowUnclosedQuote(false)
			.extraFieldStrategy(FieldMismatchStrategy.IGNORE)
			.missingFieldStrategy(FieldMismatchStrategy.IGNORE);
	}

}
