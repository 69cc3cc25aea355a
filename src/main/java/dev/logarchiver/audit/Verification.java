package dev.logarchiver.audit;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.LongConsumer;

import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.PrunedLogs;
import dev.logarchiver.ledger.StrayPartials;
import dev.logarchiver.store.LogStore;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Compares the store with the ledger, object by object, in constant memory. The sizes
 * come with the listing; only what it lacks or shows otherwise is asked for one by one.
 */
@Component
public class Verification {

	private final Ledger ledger;

	private final StrayPartials partials;

	private final PrunedLogs pruned;

	private final ObjectProvider<LogStore> store;

	private final Ownership ownership;

	private final Clock clock;

	Verification(Ledger ledger, StrayPartials partials, PrunedLogs pruned, ObjectProvider<LogStore> store,
			Ownership ownership, Clock clock) {
		this.ledger = ledger;
		this.partials = partials;
		this.pruned = pruned;
		this.ownership = ownership;
		this.store = store;
		this.clock = clock;
	}

	/**
	 * Checks that each object is there with its size, and that the ledger knows each
	 * object.
	 * @param readData whether to read the contents too and compare their SHA-256
	 * @param part which share of the objects, up to 1; another one each day
	 * @param remedy what to do about an object that is wrong
	 * @param progress receives how many objects were checked so far
	 * @throws dev.logarchiver.run.ConfigurationException if the store is that of another
	 * archive
	 * @throws dev.logarchiver.run.OutOfReachException if the store can't be used
	 */
	public VerificationReport verify(boolean readData, double part, Remedy remedy, LongConsumer progress) {
		LogStore objects = this.store.getObject();
		objects.check();
		this.ownership.requireSame();
		return new VerificationPass(
				new ObjectComparison(this.ledger, this.partials, this.pruned, objects, readData, remedy),
				new DailySample(part, LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC)), progress)
			.verify();
	}

}
