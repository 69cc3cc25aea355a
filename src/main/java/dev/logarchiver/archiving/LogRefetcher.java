package dev.logarchiver.archiving;

import dev.logarchiver.archiving.Fetch.Confirmed;
import dev.logarchiver.archiving.Fetch.Nothing;
import dev.logarchiver.coreclaw.CoreClawException;
import dev.logarchiver.coreclaw.download.DownloadException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.store.Completeness;
import dev.logarchiver.store.spool.SpooledLog;

/** Downloads again what the platform still has of an archived run. */
public final class LogRefetcher {

	private final RunLocator locator;

	private final RunLogFetcher fetcher;

	LogRefetcher(RunLocator locator, RunLogFetcher fetcher) {
		this.locator = locator;
		this.fetcher = fetcher;
	}

	/**
	 * Downloads a log, compressed as it was.
	 * @param log what is archived
	 * @return the text, or why there is none
	 * @throws CoreClawException if the platform rejects the key
	 */
	public Refetch fetch(ArchivedLog log) {
		RunLogFetcher same = this.fetcher.compressingAs(log.objectKey().compression());
		try {
			return switch (same.fetch(this.locator.notFinal(log.worker(), log).anew())) {
				case FetchedLog fetched -> unlessPreview(log, fetched);
				case Nothing _ -> new Refetch.Gone("the platform no longer has it");
				case Confirmed _ -> throw new IllegalStateException("Nothing was there to confirm");
			};
		}
		catch (CoreClawException ex) {
			return switch (ex.kind()) {
				case KEY_REJECTED -> throw ex;
				case NO_RUN -> new Refetch.Gone("the platform no longer knows the run");
				case FAILED, UNANSWERED -> new Refetch.Failed(ex.code() + " " + ex.reason());
			};
		}
		catch (DownloadException ex) {
			return new Refetch.Failed(ex.code() + " " + ex.reason());
		}
	}

	/**
	 * Some lines of a log don't make up for the whole, nor does an empty preview for any.
	 */
	private static Refetch unlessPreview(ArchivedLog log, FetchedLog fetched) {
		boolean preview = fetched.provenance().completeness() == Completeness.PREVIEW;
		if (!preview || (log.completeness() == Completeness.PREVIEW && fetched.text().size() > 0)) {
			return new Refetch.Text(fetched);
		}
		try (SpooledLog nothing = fetched.text()) {
			return new Refetch.Gone("the platform no longer has it" + ((nothing.size() > 0) ? ", only a preview" : ""));
		}
	}

	/** What the platform has. */
	public sealed interface Refetch {

		/**
		 * A text.
		 *
		 * @param fetched the text as if nothing of the run were archived; its receiver
		 * closes it
		 */
		record Text(FetchedLog fetched) implements Refetch {
		}

		/**
		 * Nothing.
		 *
		 * @param reason for a person
		 */
		record Gone(String reason) implements Refetch {
		}

		/**
		 * It could not be found out this time.
		 *
		 * @param reason for a person
		 */
		record Failed(String reason) implements Refetch {
		}

	}

}
