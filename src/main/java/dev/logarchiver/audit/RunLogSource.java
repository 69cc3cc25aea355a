package dev.logarchiver.audit;

import java.time.Duration;

import dev.logarchiver.archiving.Finding.Confirmed;
import dev.logarchiver.archiving.Finding.Fetched;
import dev.logarchiver.archiving.Finding.Settled;
import dev.logarchiver.archiving.RunLocator;
import dev.logarchiver.archiving.RunLogFetcher;
import dev.logarchiver.archiving.Settling;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.coreclaw.CoreClawException;
import dev.logarchiver.coreclaw.download.DownloadException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.store.Completeness;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.spool.Spool;
import dev.logarchiver.store.spool.SpooledLog;

/**
 * Downloads again what the platform still has of an archived run.
 */
class RunLogSource {

	private final CoreClawClient client;

	private final RunLocator locator;

	private final Spool spool;

	private final Settling settling;

	RunLogSource(CoreClawClient client, Ledger ledger, Spool spool, Duration settleAfter) {
		this.client = client;
		this.settling = new Settling(client::time, settleAfter);
		this.locator = new RunLocator(client, ledger, this.settling, true);
		this.spool = spool;
	}

	/**
	 * Downloads a log, compressed as it was.
	 * @param log what is archived
	 * @return the text, or why there is none
	 * @throws CoreClawException if the platform rejects the key
	 */
	Answer fetch(ArchivedLog log) {
		Spool same = this.spool.with(log.objectKey().compression());
		RunLogFetcher fetcher = new RunLogFetcher(this.client, this.locator, same, this.settling);
		try {
			return switch (fetcher.fetch(this.locator.unsettled(log.worker(), log).anew())) {
				case Fetched fetched -> unlessPreview(log, fetched);
				case Settled _ -> new Answer.Gone("the platform doesn't have it any more");
				case Confirmed _ -> throw new IllegalStateException("Nothing was there to confirm");
			};
		}
		catch (CoreClawException ex) {
			return switch (ex.kind()) {
				case KEY_REJECTED -> throw ex;
				case NO_RUN -> new Answer.Gone("the platform doesn't know the run any more");
				case FAILED, UNANSWERED -> new Answer.Failed(ex.code() + " " + ex.reason());
			};
		}
		catch (DownloadException ex) {
			return new Answer.Failed(ex.code() + " " + ex.reason());
		}
	}

	/**
	 * Some lines of a log don't make up for the whole, nor does an empty preview for any.
	 */
	private static Answer unlessPreview(ArchivedLog log, Fetched fetched) {
		boolean preview = fetched.source().completeness() == Completeness.PREVIEW;
		if (!preview || (log.completeness() == Completeness.PREVIEW && fetched.text().size() > 0)) {
			return new Answer.Text(fetched);
		}
		try (SpooledLog nothing = fetched.text()) {
			return new Answer.Gone(
					"the platform doesn't have it any more" + ((nothing.size() > 0) ? ", only a preview" : ""));
		}
	}

	/**
	 * What the platform has.
	 */
	sealed interface Answer {

		/**
		 * A text.
		 *
		 * @param fetched the text as if nothing of the run were archived; its receiver
		 * closes it
		 */
		record Text(Fetched fetched) implements Answer {
		}

		/**
		 * Nothing.
		 *
		 * @param reason for a person
		 */
		record Gone(String reason) implements Answer {
		}

		/**
		 * It could not be found out this time.
		 *
		 * @param reason for a person
		 */
		record Failed(String reason) implements Answer {
		}

	}

}
