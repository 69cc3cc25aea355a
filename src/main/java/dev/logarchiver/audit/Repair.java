package dev.logarchiver.audit;

import java.util.function.LongConsumer;

import dev.logarchiver.archiving.LogRefetcher;
import dev.logarchiver.archiving.RunArchivers;
import dev.logarchiver.archiving.TextCheck;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.RowRepair;
import dev.logarchiver.store.LogStore;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Verifies the store, and archives again what is missing or changed and the platform
 * still has.
 */
@Component
public class Repair {

	/** Belongs to no execution of the job. */
	private static final long NO_EXECUTION = 0;

	private final Verification verification;

	private final RunArchivers archivers;

	private final ObjectProvider<LogStore> store;

	private final Ledger ledger;

	private final RowRepair rows;

	Repair(Verification verification, RunArchivers archivers, ObjectProvider<LogStore> store, Ledger ledger,
			RowRepair rows) {
		this.verification = verification;
		this.archivers = archivers;
		this.store = store;
		this.ledger = ledger;
		this.rows = rows;
	}

	/**
	 * Verifies and repairs.
	 * @param readData whether to read the contents too
	 * @param part which share of the objects, up to 1; another one each day
	 * @param progress receives how many objects were checked so far
	 * @return what was wrong and the outcome
	 * @throws dev.logarchiver.failure.ConfigurationException if there is no API key
	 */
	public VerificationReport repair(boolean readData, double part, LongConsumer progress) {
		LogRefetcher source = this.archivers.refetcher();
		TextCheck texts = new TextCheck(this.store.getObject());
		return this.verification.verify(readData, part,
				new ArchiveAgain(source, this.archivers.objects(NO_EXECUTION), texts, this.ledger, this.rows),
				progress);
	}

}
