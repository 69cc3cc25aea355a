package dev.logarchiver.audit;

import java.util.List;
import java.util.Optional;

import dev.logarchiver.archiving.FetchedLog;
import dev.logarchiver.archiving.LogRefetcher;
import dev.logarchiver.archiving.LogRefetcher.Refetch;
import dev.logarchiver.archiving.ObjectWriter;
import dev.logarchiver.archiving.Problem;
import dev.logarchiver.archiving.Problem.Kind;
import dev.logarchiver.archiving.Problem.RepairOutcome;
import dev.logarchiver.archiving.TextCheck;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.RowRepair;
import dev.logarchiver.store.spool.SpooledLog;

/**
 * Archives a missing object again under its key, and what is to be had of a changed one
 * as the next revision: final objects are evidence, neither overwritten nor deleted.
 *
 * @param source where texts are downloaded again
 * @param objects stores them
 * @param texts says whether an object holds its text
 * @param ledger the rows
 * @param rows brings the rows in line
 */
record ArchiveAgain(LogRefetcher source, ObjectWriter objects, TextCheck texts, Ledger ledger,
		RowRepair rows) implements Remedy {

	@Override
	public Problem apply(ArchivedLog log, Problem problem) {
		try {
			return switch (problem.kind()) {
				case MISSING -> forgetIfReplaced(log, problem).orElseGet(() -> archive(log, problem));
				case CHANGED -> archive(log, problem);
				case UNREADABLE, UNKNOWN, EVIDENCE, FOREIGN -> problem;
			};
		}
		catch (StoreException ex) {
			return problem.after(RepairOutcome.FAILED, String.valueOf(ex.getMessage()));
		}
	}

	/** Whoever deletes evidence that a good copy has replaced needs no row of it. */
	private Optional<Problem> forgetIfReplaced(ArchivedLog log, Problem problem) {
		return log.successor(revisions(log)).filter(this::isIntact).map((successor) -> {
			this.rows.supersede(log, successor);
			return problem.after(RepairOutcome.REPLACED, "its text is archived as " + successor.key());
		});
	}

	private Problem archive(ArchivedLog log, Problem problem) {
		return switch (this.source.fetch(log)) {
			case Refetch.Gone gone -> problem.after(RepairOutcome.GONE, gone.reason());
			case Refetch.Failed failed -> problem.after(RepairOutcome.FAILED, failed.reason());
			case Refetch.Text text -> {
				try (SpooledLog _ = text.fetched().text()) {
					yield log.isFinal() ? archiveFinal(log, problem, text)
							: archivePartial(log, problem, text.fetched());
				}
			}
		};
	}

	/** The log of a run that goes on may be overwritten, as by every run of the job. */
	private Problem archivePartial(ArchivedLog log, Problem problem, FetchedLog fetched) {
		ArchivedLog stored = this.objects.store(fetched.after(List.of(log)));
		this.ledger.record(List.of(stored));
		return problem.after(RepairOutcome.RESTORED, "archived again as " + stored.key());
	}

	private Problem archiveFinal(ArchivedLog log, Problem problem, Refetch.Text text) {
		FetchedLog fetched = text.fetched();
		boolean missing = problem.kind() == Kind.MISSING;
		boolean sameText = fetched.text().sha256().equals(log.text().sha256());
		if (missing && sameText && restore(log, fetched.text())) {
			return problem.after(RepairOutcome.RESTORED, "archived again");
		}
		ArchivedLog home = revisions(log).stream()
			.filter((row) -> row.isFinal() && row.revision() > log.revision())
			.filter((row) -> row.text().sha256().equals(fetched.text().sha256()) && restore(row, fetched.text()))
			.findFirst()
			.orElseGet(() -> nextRevision(log, fetched, text.same()));
		if (missing) {
			this.rows.supersede(log, home);
		}
		else {
			this.ledger.record(List.of(home));
		}
		if (text.same()) {
			return problem.after(RepairOutcome.REPLACED, "its text is archived as " + home.key()
					+ (sameText ? "" : ", redacted by the present rules, which are others than it was redacted by"));
		}
		return problem.after(RepairOutcome.GONE, "the platform has a different text now, archived as " + home.key());
	}

	/** Makes sure that a row's object holds the text. */
	private boolean restore(ArchivedLog log, SpooledLog text) {
		Optional<ArchivedLog> restored = this.objects.restore(log, text).filter(this::isIntact);
		restored.ifPresent((row) -> this.rows.restored(log, row));
		return restored.isPresent();
	}

	private ArchivedLog nextRevision(ArchivedLog log, FetchedLog fetched, boolean sameText) {
		List<ArchivedLog> known = revisions(log);
		boolean isFinal = fetched.isFinal() || (sameText && known.getLast().isFinal());
		return this.objects.store(fetched.after(known).asOf(sameText ? log.run() : fetched.run(), isFinal));
	}

	private boolean isIntact(ArchivedLog log) {
		return this.texts.check(log).isEmpty();
	}

	private List<ArchivedLog> revisions(ArchivedLog log) {
		return this.ledger.revisions(log.worker(), log.runId());
	}

}
