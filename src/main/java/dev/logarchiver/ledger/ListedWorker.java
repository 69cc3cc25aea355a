package dev.logarchiver.ledger;

import dev.logarchiver.intake.ListEntry;
import dev.logarchiver.run.RunId;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a kept list.
 *
 * @param number its place in the list, from 1 on, growing but with gaps
 * @param entry the Worker or the bad line
 * @param known what the ledger held of it when the entry was read
 */
public record ListedWorker(long number, ListEntry entry, Known known) {

	/**
	 * An entry of which nobody looked up what is known.
	 * @param number its place in the list
	 * @param entry the Worker or the bad line
	 */
	public ListedWorker(long number, ListEntry entry) {
		this(number, entry, Known.UNKNOWN);
	}

	/**
	 * What is looked up for many Workers at once, because a query for each costs more
	 * than the call to the platform. It may be older than the ledger, never newer.
	 *
	 * @param newest the newest run whose full log is archived as final
	 * @param notFinal whether there may be logs that are not final
	 * @param pruned whether there may be logs that were pruned
	 */
	public record Known(@Nullable RunId newest, boolean notFinal, boolean pruned) {

		static final Known UNKNOWN = new Known(null, true, true);

		/**
		 * Whether nothing of the Worker was ever archived.
		 * @return {@code true} if the ledger held no row of it
		 */
		public boolean isNothing() {
			return this.newest == null && !this.notFinal && !this.pruned;
		}

	}

}
