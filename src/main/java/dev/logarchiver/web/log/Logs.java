package dev.logarchiver.web.log;

import java.util.List;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.reading.EnterableTexts;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.web.page.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Finds the logs that addresses name. What is read is what the ledger says. */
@Component
class Logs {

	/** A few kilobytes each, for a large log. */
	private static final int MOST_KNOWN = 30;

	private final Ledger ledger;

	private final EnterableTexts texts;

	private final Recent<String, KnownLog> known = new Recent<>(MOST_KNOWN);

	Logs(Ledger ledger, EnterableTexts texts) {
		this.ledger = ledger;
		this.texts = texts;
	}

	/**
	 * Finds a log.
	 * @param worker the Worker in the address
	 * @param run the run in the address
	 * @param revision such as {@code r2}; the first one where null
	 * @throws NotFoundException if there is none
	 */
	Found find(String worker, String run, @Nullable String revision) {
		List<ArchivedLog> revisions = this.ledger.revisions(WorkerId.parse(worker), new RunId(run));
		int wanted = (revision != null) ? Integer.parseInt(revision.substring(1)) : 1;
		ArchivedLog log = revisions.stream()
			.filter((row) -> row.revision() == wanted)
			.findFirst()
			.or(() -> revisions.stream().filter((_) -> revision == null).findFirst())
			.orElseThrow(() -> new NotFoundException("No log of run " + run + " of Worker " + worker
					+ ((revision != null) ? " in revision " + wanted : "") + " is archived."));
		return new Found(
				this.known.get(log.key() + " " + log.text().sha256(), (_) -> new KnownLog(log, this.texts.of(log))),
				log, revisions.getLast());
	}

	/**
	 * A log.
	 *
	 * @param known what is known of it
	 * @param log what the ledger says now
	 * @param newest the newest revision of the run's log
	 */
	record Found(KnownLog known, ArchivedLog log, ArchivedLog newest) {

	}

}
