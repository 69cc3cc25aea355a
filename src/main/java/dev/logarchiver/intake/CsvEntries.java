package dev.logarchiver.intake;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import dev.logarchiver.intake.Lines.Line;
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

	private final CsvDialect dialect;

	private final int column;

	private Iterator<CsvRecord> records;

	CsvEntries(Reader reader, String source) throws IOException {
		this.lines = new CsvLines(new Lines(reader));
		this.source = source;
		Line header = this.lines.begin();
		CsvDialect stated = (header != null) ? CsvDialect.stated(header.text()) : null;
		if (stated != null) {
			header = this.lines.begin();
		}
		this.dialect = (stated != null) ? stated : CsvDialect.of((header != null) ? header.text() : "");
		this.records = parse(this.lines, this.dialect);
		CsvRecord names = (header != null && !header.cut()) ? read() : null;
		this.column = (names != null) ? CsvDialect.position(names) : -1;
		if (this.column < 0) {
			throw new MalformedListException("has no column " + COLUMN
					+ " in its first line: add it, or rename the file to end in .txt if it has one ID per line");
		}
	}

	private static Iterator<CsvRecord> parse(CsvLines lines, CsvDialect dialect) {
		return dialect.reader()
			.build(CsvRecordHandler.of((handler) -> handler.maxFields(Lines.LONGEST + 1)), lines)
			.iterator();
	}

	@Override
	public @Nullable ListEntry next() throws IOException {
		for (Line line = this.lines.begin(); line != null; line = this.lines.begin()) {
			RawEntry whole = new RawEntry(line.text(), new Origin(this.source, line.number()));
			if (line.cut()) {
				return whole.tooLong();
			}
			CsvRecord csv = read();
			if (csv == null) {
				return whole.rejected("not valid CSV: a quotation mark is not closed before the separator or the end");
			}
			if (!csv.getFields().stream().allMatch(Blanks::isBlank)) {
				return entry(csv, whole);
			}
		}
		return null;
	}

	private ListEntry entry(CsvRecord csv, RawEntry whole) {
		String id = (this.column < csv.getFieldCount()) ? csv.getField(this.column) : "";
		return Blanks.isBlank(id) ? whole.rejected("no " + COLUMN) : new RawEntry(id, whole.origin()).entry();
	}

	/** Reads the record that was begun; {@code null} when it isn't valid. */
	private @Nullable CsvRecord read() throws IOException {
		try {
			return this.records.next();
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
		catch (CsvParseException ex) {
			this.lines.giveUp();
			this.records = parse(this.lines, this.dialect);
			return null;
		}
	}

}
