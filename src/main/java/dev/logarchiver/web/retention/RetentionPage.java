package dev.logarchiver.web.retention;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Hold;
import dev.logarchiver.retention.PruneSummary;
import dev.logarchiver.retention.PruneSummary.Sum;
import org.jspecify.annotations.Nullable;

/**
 * What is held, and what {@code prune} would delete now.
 *
 * @param holds the first holds, and one more where there are more
 * @param plan what would go; {@code null} where there are no rules
 */
public record RetentionPage(List<Hold> holds, @Nullable Plan plan) {

	/** So many rows of a kind are shown. */
	static final int SHOWN = 200;

	public List<Hold> shownHolds() {
		return this.holds.subList(0, Math.min(SHOWN, this.holds.size()));
	}

	public boolean hasMoreHolds() {
		return this.holds.size() > SHOWN;
	}

	/**
	 * What would go.
	 *
	 * @param summary the sums
	 * @param first the first logs, by Worker
	 */
	public record Plan(PruneSummary summary, List<ArchivedLog> first) {

		/** The Workers most of whose logs would go. */
		public List<Map.Entry<String, Sum>> workers() {
			return this.summary.workers()
				.entrySet()
				.stream()
				.sorted(Comparator.comparingLong((Map.Entry<String, Sum> worker) -> worker.getValue().logs())
					.reversed())
				.limit(SHOWN)
				.toList();
		}

		/** How many more Workers there are. */
		public int moreWorkers() {
			return this.summary.workers().size() - workers().size();
		}

		/** How many more logs would go. */
		public long more() {
			return this.summary.pruned().logs() - this.first.size();
		}

	}

}
