package dev.logarchiver.web.log;

import java.util.List;
import java.util.function.Function;

import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Hold;
import dev.logarchiver.ledger.Holds;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.PrunedLogs;
import dev.logarchiver.reading.EnterableTexts;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.Units;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.state.DatabaseAge;
import dev.logarchiver.state.ServedDatabase;
import dev.logarchiver.web.page.GoneException;
import dev.logarchiver.web.page.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Finds the logs that addresses name. What is read is what the ledger says. */
@Component
class Logs {

	/** A few kilobytes each, for a large log. */
	private static final int MOST_KNOWN = 30;

	private final Ledger ledger;

	private final PrunedLogs pruned;

	private final Holds holds;

	private final EnterableTexts texts;

	private final ServedDatabase database;

	private final Recent<String, KnownLog> known = new Recent<>(MOST_KNOWN);

	Logs(Ledger ledger, PrunedLogs pruned, Holds holds, EnterableTexts texts, ServedDatabase database) {
		this.ledger = ledger;
		this.pruned = pruned;
		this.holds = holds;
		this.texts = texts;
		this.database = database;
	}

	/**
	 * Finds a log.
	 * @param worker the Worker in the address
	 * @param run the run in the address
	 * @param revision such as {@code r2}; the first one where null
	 * @throws NotFoundException if there is none
	 * @throws GoneException if there was one
	 */
	Found find(WorkerId worker, RunId run, @Nullable String revision) {
		List<ArchivedLog> revisions = this.ledger.revisions(worker, run);
		int wanted = (revision != null) ? Integer.parseInt(revision.substring(1)) : 1;
		ArchivedLog log = revisions.stream()
			.filter((row) -> row.revision() == wanted)
			.findFirst()
			.or(() -> revisions.stream().filter((_) -> revision == null).findFirst())
			.orElseThrow(() -> missing(worker, run, wanted));
		return new Found(
				this.known.get(log.key() + " " + log.text().sha256(), (_) -> new KnownLog(log, this.texts.of(log))),
				log, revisions.getLast(), this.holds.on(worker, run).orElse(null));
	}

	private RuntimeException missing(WorkerId worker, RunId run, int revision) {
		String what = "log of run " + run + " of Worker " + worker + ((revision > 1) ? " in revision " + revision : "");
		return this.pruned.find(worker, run)
			.stream()
			.filter((pruned) -> pruned.log().revision() == revision)
			.findFirst()
			.<RuntimeException>map((pruned) -> new GoneException("The " + what + " was pruned "
					+ Units.time(pruned.prunedAt()) + " by the rule '" + pruned.rule() + "'."))
			.orElseGet(() -> new NotFoundException("No " + what + " is archived."));
	}

	/**
	 * Reads a log. A partial one may have been replaced by the final one, and deleted,
	 * since the ledger was read.
	 * @throws NotFoundException if there is none
	 * @throws OutOfReachException if it was replaced by one that can't be known yet
	 */
	<T> T read(WorkerId worker, RunId run, @Nullable String revision, Function<Found, T> reader) {
		Found found = find(worker, run, revision);
		try {
			return reader.apply(found);
		}
		catch (StoreException ex) {
			if (found.log().isFinal()) {
				throw ex;
			}
			DatabaseAge age = this.database.renew();
			Found now = find(worker, run, revision);
			if (!now.log().equals(found.log())) {
				return reader.apply(now);
			}
			if (age.isOld()) {
				throw new OutOfReachException("The log of run " + run + " was partial, and is being replaced by a job",
						"load the page again when that has ended", ex);
			}
			throw ex;
		}
	}

	/**
	 * A log.
	 *
	 * @param known what is known of it
	 * @param log what the ledger says now
	 * @param newest the newest revision of the run's log
	 * @param hold what holds it; {@code null} for nothing
	 */
	record Found(KnownLog known, ArchivedLog log, ArchivedLog newest, @Nullable Hold hold) {

	}

}
