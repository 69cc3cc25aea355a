package dev.logarchiver.retention;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.HeldLogs;
import dev.logarchiver.ledger.Hold;
import dev.logarchiver.ledger.Holds;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.LogFilter;
import dev.logarchiver.ledger.PrunedLogs;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.Units;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.run.WorkerPattern;
import dev.logarchiver.store.LogStore;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Holds logs, and lets go of them again. A hold is in the ledger before it is in the
 * store, and leaves it after: whatever is interrupted, the logs are held until it is
 * repeated and done.
 */
@Component
public class Holding {

	private final Ledger ledger;

	private final PrunedLogs pruned;

	private final Holds holds;

	private final ObjectProvider<LogStore> store;

	private final Clock clock;

	Holding(Ledger ledger, PrunedLogs pruned, Holds holds, ObjectProvider<LogStore> store, Clock clock) {
		this.ledger = ledger;
		this.pruned = pruned;
		this.holds = holds;
		this.store = store;
		this.clock = clock;
	}

	/**
	 * Holds logs. May be repeated, with another reason too.
	 * @param worker the Worker as listed
	 * @param run the run whose log is held, in all revisions; {@code null} for all logs
	 * of the Worker, later ones too
	 * @param reason why
	 * @throws ConfigurationException if the run isn't archived
	 * @throws dev.logarchiver.failure.StoreException if the store refuses a part: the
	 * ledger holds the logs already
	 */
	public HoldReport hold(WorkerId worker, @Nullable RunId run, String reason) {
		requireArchived(worker, run);
		Hold hold = this.holds.put(new Hold(worker, run, reason, this.clock.instant()));
		requireNotPrunedMeanwhile(hold);
		LogStore objects = this.store.getObject();
		new HoldFiles(objects.files()).write(hold);
		LegalHolds legal = new LegalHolds(objects);
		long held = legal.change(logs(worker, run), true);
		return new HoldReport(hold, logs(worker, run).count(), held, legal.areKnownToStore());
	}

	private void requireArchived(WorkerId worker, @Nullable RunId run) {
		if (run != null && this.ledger.revisions(worker, run).isEmpty()) {
			String why = this.pruned.find(worker, run)
				.stream()
				.reduce((older, newer) -> newer)
				.map((log) -> " was pruned " + Units.time(log.prunedAt()) + " by the rule '" + log.rule()
						+ "', and can't be held any more")
				.orElse(" is not archived");
			throw new ConfigurationException(HoldReport.name(worker, run) + why + ": 'logs --worker " + worker
					+ "' lists what is archived; without --run, all logs of the Worker are held, later ones too");
		}
	}

	private void requireNotPrunedMeanwhile(Hold hold) {
		try {
			requireArchived(hold.worker(), hold.run());
		}
		catch (ConfigurationException ex) {
			this.holds.remove(hold.worker(), hold.run());
			throw ex;
		}
	}

	/**
	 * Ends a hold. Logs that others hold too stay held.
	 * @param worker the Worker as listed
	 * @param run the run; {@code null} for the hold on all logs of the Worker
	 * @throws ConfigurationException if there is no such hold
	 * @throws dev.logarchiver.failure.StoreException if the store refuses a part: the
	 * logs are still held then
	 */
	public ReleaseReport release(WorkerId worker, @Nullable RunId run) {
		HoldFiles files = new HoldFiles(this.store.getObject().files());
		requireHeld(worker, run, files);
		HeldLogs others = others(worker, run);
		long lifted = new LegalHolds(this.store.getObject())
			.change(logs(worker, run).filter((log) -> others.find(log).isEmpty()), false);
		files.delete(worker, run);
		this.holds.remove(worker, run);
		long held = logs(worker, run).filter((log) -> others.find(log).isPresent()).count();
		return new ReleaseReport(worker, run, logs(worker, run).count() - held, held, lifted);
	}

	/** A ledger of before the hold doesn't know it, but the store does. */
	private void requireHeld(WorkerId worker, @Nullable RunId run, HoldFiles files) {
		if (this.holds.find(worker, run).isEmpty() && !files.contains(worker, run)) {
			throw new ConfigurationException(
					"There is no hold on " + HoldReport.name(worker, run) + ": 'hold --list' lists the holds");
		}
	}

	private HeldLogs others(WorkerId worker, @Nullable RunId run) {
		return new HeldLogs(Map.of(worker,
				this.holds.of(worker).stream().filter((hold) -> !Objects.equals(hold.run(), run)).toList()));
	}

	private Stream<ArchivedLog> logs(WorkerId worker, @Nullable RunId run) {
		return (run != null) ? this.ledger.revisions(worker, run).stream()
				: this.ledger.stream(new LogFilter(List.of(WorkerPattern.of(worker)), null, null, null, false));
	}

}
