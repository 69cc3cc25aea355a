package dev.logarchiver.intake;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;

import dev.logarchiver.intake.Lines.Line;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A list in the column {@code worker_id} of a CSV file; its other columns are ignored. A
 * bad line costs no other: after a quotation mark that is never closed, reading goes on
 * with the next line.
 */
final class CsvEntries implements Entries {

	private static final String COLUMN = "worker_id";

	private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setIgnoreSurroundingSpaces(true).get();

	private final CsvLines lines;

	private final String source;

	private final int column;

	private Iterator<CSVRecord> records;

	CsvEntries(Reader reader, String source) throws IOException {
		this.lines = new CsvLines(new Lines(reader));
		this.source = source;
		this.records = parse(this.lines);
		this.column = column();
	}

	private static Iterator<CSVRecord> parse(CsvLines lines) throws IOException {
		return CSVParser.builder().setReader(lines).setFormat(FORMAT).get().iterator();
	}

	private int column() throws IOException {
		Line header = this.lines.begin();
		int position = (header != null && !header.cut()) ? read().map(CsvEntries::position).orElse(-1) : -1;
		if (position < 0) {
			throw new MalformedListException("has no column " + COLUMN
					+ " in its first line: add it, or let the name end in .txt if the file has an ID a line");
		}
		return position;
	}

	private static int position(CSVRecord header) {
		return header.stream().map((name) -> name.strip().toLowerCase(Locale.ROOT)).toList().indexOf(COLUMN);
	}

	@Override
	public @Nullable ListEntry next() throws IOException {
		Line line = this.lines.begin();
		if (line == null) {
			return null;
		}
		Candidate whole = new Candidate(line.text(), new Origin(this.source, line.number()));
		if (line.cut()) {
			return whole.tooLong();
		}
		return read().map((csv) -> entry(csv, whole))
			.orElseGet(
					() -> whole.rejected("not valid CSV: a quotation mark is not closed before the comma or the end"));
	}

	private ListEntry entry(CSVRecord csv, Candidate whole) {
		String id = (this.column < csv.size()) ? csv.get(this.column) : "";
		return id.isBlank() ? whole.rejected("no " + COLUMN) : new Candidate(id, whole.origin()).entry();
	}

	private Optional<CSVRecord> read() throws IOException {
		try {
			return Optional.of(this.records.next());
		}
		catch (UncheckedIOException ex) {
			if (!(ex.getCause() instanceof CSVException)) {
				throw ex.getCause();
			}
			this.lines.giveUp();
			this.records = parse(this.lines);
			return Optional.empty();
		}
	}

}
