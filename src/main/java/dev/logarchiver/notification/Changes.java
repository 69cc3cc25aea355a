package dev.logarchiver.notification;

import java.util.List;

import dev.logarchiver.ledger.notices.Condition.Kind;
import dev.logarchiver.ledger.notices.ToldCondition;

/**
 * What there is to tell.
 *
 * @param first whether the job tells this receiver something for the first time: what is
 * wrong need not be new then
 * @param found what is wrong and was not told before
 * @param over what was told, and is no longer wrong
 * @param still what was told, and is still wrong
 * @param reminds whether that is to be told again
 */
record Changes(boolean first, List<Finding> found, List<ToldCondition> over, List<ToldCondition> still,
		boolean reminds) {

	Changes {
		found = List.copyOf(found);
		over = List.copyOf(over);
		still = List.copyOf(still);
	}

	/** Whether there is nothing to tell. */
	boolean none() {
		return this.found.isEmpty() && this.over.isEmpty() && !this.reminds;
	}

	/** What is wrong in some way and was not told before. */
	<T extends Finding> List<T> found(Class<T> type) {
		return this.found.stream().filter(type::isInstance).map(type::cast).toList();
	}

	List<ToldCondition> over(Kind kind) {
		return in(this.over, kind);
	}

	List<ToldCondition> still(Kind kind) {
		return in(this.still, kind);
	}

	private static List<ToldCondition> in(List<ToldCondition> conditions, Kind kind) {
		return conditions.stream().filter((told) -> told.subject().kind() == kind).toList();
	}

}
