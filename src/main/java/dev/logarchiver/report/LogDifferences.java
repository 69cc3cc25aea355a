package dev.logarchiver.report;

import java.util.Optional;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.lines.difference.LogComparison;
import dev.logarchiver.lines.difference.LogDifference;
import dev.logarchiver.lines.errors.ErrorProperties;
import dev.logarchiver.reading.ArchivedText;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.LogStore;

import org.springframework.stereotype.Component;

/** Compares the log of a failed run with that of one that succeeded. */
@Component
public class LogDifferences {

	private final Ledger ledger;

	private final LogStore store;

	private final ErrorProperties errors;

	LogDifferences(Ledger ledger, LogStore store, ErrorProperties errors) {
		this.ledger = ledger;
		this.store = store;
		this.errors = errors;
	}

	/** The newest run of a Worker that ended in some way; empty if none is archived. */
	public Optional<ArchivedLog> newest(WorkerId worker, RunStatus status) {
		return this.ledger.newestEnded(worker, status);
	}

	/** Reads both logs. */
	public LogDifference between(ArchivedLog failed, ArchivedLog succeeded) {
		LogComparison comparison = new LogComparison(this.errors.compiled());
		new ArchivedText(this.store, succeeded).read(comparison::learn);
		return new ArchivedText(this.store, failed).read(comparison::find);
	}

}
