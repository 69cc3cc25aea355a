package dev.logarchiver.intake;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;

import dev.logarchiver.intake.Lines.Line;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A list in the column {@code worker_id} of a CSV file; its other columns are ignored,
 * and so are rows of empty cells. A bad line costs no other: after a quotation mark that
 * is never closed, reading goes on with the next line.
 */
final class CsvEntries implements Entries {

	private static final String COLUMN = "worker_id";

	private final CsvLines lines;

	private final String source;

	private final CSVFormat format;

	private final int column;

	private Iterator<CSVRecord> records;

	CsvEntries(Reader reader, String source) throws IOException {
		this.lines = new CsvLines(new Lines(reader));
		this.source = source;
		Line header = this.lines.begin();
		CsvDialect told = (header != null) ? CsvDialect.told(header.text()) : null;
		if (told != null) {
			header = this.lines.begin();
		}
		CsvDialect dialect = (told != null) ? told : CsvDialect.of((header != null) ? header.text() : "");
		this.format = dialect.format();
		this.records = parse(this.lines, this.format);
		this.column = column(header);
	}

	private static Iterator<CSVRecord> parse(CsvLines lines, CSVFormat format) throws IOException {
		return CSVParser.builder().setReader(lines).setFormat(format).get().iterator();
	}

	private int column(@Nullable Line header) throws IOException {
		int position = (header != null && !header.cut()) ? read().map(CsvDialect::position).orElse(-1) : -1;
		if (position < 0) {
			throw new MalformedListException("has no column " + COLUMN
					+ " in its first line: add it, or let the name end in .txt if the file has an ID a line");
		}
		return position;
	}

	@Override
	public @Nullable ListEntry next() throws IOException {
		for (Line line = this.lines.begin(); line != null; line = this.lines.begin()) {
			Candidate whole = new Candidate(line.text(), new Origin(this.source, line.number()));
			if (line.cut()) {
				return whole.tooLong();
			}
			Optional<CSVRecord> csv = read();
			if (csv.isEmpty()) {
				return whole.rejected("not valid CSV: a quotation mark is not closed before the separator or the end");
			}
			if (!csv.get().stream().allMatch(Blanks::isBlank)) {
				return entry(csv.get(), whole);
			}
		}
		return null;
	}

	private ListEntry entry(CSVRecord csv, Candidate whole) {
		String id = (this.column < csv.size()) ? csv.get(this.column) : "";
		return Blanks.isBlank(id) ? whole.rejected("no " + COLUMN) : new Candidate(id, whole.origin()).entry();
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
			this.records = parse(this.lines, this.format);
			return Optional.empty();
		}
	}

}
