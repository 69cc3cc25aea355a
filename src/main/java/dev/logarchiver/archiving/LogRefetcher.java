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

	private final Recordings recordings;

	private final SourceTexts sources;

	LogRefetcher(RunLocator locator, RunLogFetcher fetcher, Recordings recordings, SourceTexts sources) {
		this.locator = locator;
		this.fetcher = fetcher;
		this.recordings = recordings;
		this.sources = sources;
	}

	/**
	 * Downloads a log, compressed and redacted as it was, or by the present rules where
	 * those are others.
	 * @param log what is archived
	 * @return the text, or why there is none
	 * @throws CoreClawException if the platform rejects the key
	 */
	public Refetch fetch(ArchivedLog log) {
		boolean redacted = log.text().redacted() != null;
		if (redacted && this.recordings.rules() == null) {
			return new Refetch.Failed("its text was redacted when it was archived, and archiver.redact.rules and "
					+ "archiver.redact.values-file are not set now");
		}
		Recordings alike = (redacted ? this.recordings : this.recordings.unredacted())
			.compressingAs(log.objectKey().compression());
		try {
			return switch (this.fetcher.recordingTo(alike).fetch(this.locator.notFinal(log.worker(), log).anew())) {
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
	private Refetch unlessPreview(ArchivedLog log, FetchedLog fetched) {
		boolean preview = fetched.provenance().completeness() == Completeness.PREVIEW;
		if (!preview || (log.completeness() == Completeness.PREVIEW && fetched.text().size() > 0)) {
			return new Refetch.Text(fetched, this.sources.compare(log.text(), fetched.digest()) == Resemblance.SAME);
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
		 * @param same whether it is the text of which the archived one was made, be that
		 * redacted by other rules
		 */
		record Text(FetchedLog fetched, boolean same) implements Refetch {
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
