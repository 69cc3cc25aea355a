package dev.logarchiver.audit;

import java.time.Clock;
import java.util.function.LongConsumer;

import dev.logarchiver.archiving.ArchiveProperties;
import dev.logarchiver.archiving.ObjectWriter;
import dev.logarchiver.archiving.TextCheck;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.RowRepair;
import dev.logarchiver.ledger.StrayPartials;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.spool.Spool;

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

	private final ObjectProvider<CoreClawClient> client;

	private final ObjectProvider<LogStore> store;

	private final ObjectProvider<Spool> spool;

	private final Ledger ledger;

	private final StrayPartials partials;

	private final RowRepair rows;

	private final ArchiveProperties settings;

	private final Clock clock;

	Repair(Verification verification, ObjectProvider<CoreClawClient> client, ObjectProvider<LogStore> store,
			ObjectProvider<Spool> spool, Ledger ledger, StrayPartials partials, RowRepair rows,
			ArchiveProperties settings, Clock clock) {
		this.verification = verification;
		this.client = client;
		this.store = store;
		this.spool = spool;
		this.ledger = ledger;
		this.partials = partials;
		this.rows = rows;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Verifies and repairs.
	 * @param readData whether to read the contents too
	 * @param part which share of the objects, up to 1; another one each day
	 * @param progress told how many objects were looked at so far
	 * @return what was wrong and what became of it
	 * @throws dev.logarchiver.run.ConfigurationException if there is no API key
	 */
	public VerificationReport repair(boolean readData, double part, LongConsumer progress) {
		RunLogSource source = new RunLogSource(this.client.getObject(), this.ledger, this.spool.getObject(),
				this.settings.settleAfter());
		LogStore objects = this.store.getObject();
		ObjectWriter writer = new ObjectWriter(objects, this.spool.getObject(), this.partials, this.clock,
				NO_EXECUTION);
		return this.verification.verify(readData, part,
				new ArchiveAgain(source, writer, new TextCheck(objects), this.ledger, this.rows), progress);
	}

}
