package dev.logarchiver.audit;

import java.util.List;

/**
 * How the objects in the store were dealt with when the ledger was rebuilt.
 *
 * @param objects how many there are
 * @param indexed those that were added to the ledger
 * @param already those that it had
 * @param partial those of the indexed and already known whose run still goes on
 * @param leftover partial objects beside their final ones, which the next run deletes
 * @param foreign those that are not one of this program's
 * @param refused those of ours that can't be added to the ledger
 * @param foreignKeys the first {@value #MOST} of the foreign
 * @param problems the first {@value #MOST} of the refused
 * @param dropped how many rows were dropped, because their objects aren't there
 */
public record ReindexReport(long objects, long indexed, long already, long partial, long leftover, long foreign,
		long refused, List<String> foreignKeys, List<Unindexed> problems, long dropped) {

	static final int MOST = 1000;

	/**
	 * An object of ours that can't be added to the ledger.
	 *
	 * @param key its key
	 * @param what why, for a person
	 */
	public record Unindexed(String key, String what) {
	}

}
