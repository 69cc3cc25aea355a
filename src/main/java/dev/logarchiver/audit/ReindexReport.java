package dev.logarchiver.audit;

import java.util.List;
import java.util.stream.Stream;

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
 * @param problems the first {@value #MOST} of the refused and of the unread
 * @param dropped how many rows were dropped, because their objects aren't there
 * @param pruned how many logs were added to the pruned ones, because the store's lists
 * name them and their objects aren't there
 * @param held how many holds were added
 * @param recounted how many logs' error lines were counted anew
 * @param unread those that could not be read for that
 */
public record ReindexReport(long objects, long indexed, long already, long partial, long leftover, long foreign,
		long refused, List<String> foreignKeys, List<Unindexed> problems, long dropped, long pruned, long held,
		long recounted, long unread) {

	static final int MOST = 1000;

	ReindexReport with(long pruned, long held) {
		return new ReindexReport(this.objects, this.indexed, this.already, this.partial, this.leftover, this.foreign,
				this.refused, this.foreignKeys, this.problems, this.dropped, pruned, held, this.recounted, this.unread);
	}

	ReindexReport with(ErrorRecount.Result recount) {
		List<Unindexed> both = Stream.concat(this.problems.stream(), recount.problems().stream()).limit(MOST).toList();
		return new ReindexReport(this.objects, this.indexed, this.already, this.partial, this.leftover, this.foreign,
				this.refused, this.foreignKeys, both, this.dropped, this.pruned, this.held, recount.counted(),
				recount.unread());
	}

	/** Whether all objects of ours were read and added. */
	public boolean isComplete() {
		return this.refused == 0 && this.unread == 0;
	}

	/**
	 * An object of ours that can't be added to the ledger, or can't be read.
	 *
	 * @param key its key
	 * @param what why, for a person
	 */
	public record Unindexed(String key, String what) {
	}

}
