package dev.logarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;

import dev.logarchiver.intake.ListEntry;
import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.intake.ListEntry.Rejected;
import dev.logarchiver.intake.Origin;
import dev.logarchiver.ledger.ListedWorker.Known;
import dev.logarchiver.run.RunId;
import org.jspecify.annotations.Nullable;

/** Turns rows into the entries of a list. */
public final class ListedWorkerRows {

	private ListedWorkerRows() {
	}

	static ListedWorker read(ResultSet row, int number) throws SQLException {
		Origin origin = new Origin(row.getString("source_name"), row.getLong("source_line"));
		ListEntry entry = (row.getString("worker_id") != null) ? new Listed(Columns.worker(row, number), origin)
				: new Rejected(row.getString("rejected_text"), row.getString("problem"), origin);
		return new ListedWorker(row.getLong("entry_number"), entry);
	}

	/** Reads an entry with the columns that {@link WorkerLists#KNOWN} adds. */
	public static ListedWorker readWithKnown(ResultSet row, int number) throws SQLException {
		ListedWorker listed = read(row, number);
		String newest = row.getString("newest");
		RunId run = (newest != null && !newest.isEmpty()) ? runId(newest) : null;
		return new ListedWorker(listed.number(), listed.entry(),
				new Known(run, (newest != null && run == null) || row.getString("not_final") != null,
						row.getString("pruned") != null));
	}

	/** A row that names no run must not keep the rest of the list from being read. */
	private static @Nullable RunId runId(String text) {
		try {
			return new RunId(text);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
