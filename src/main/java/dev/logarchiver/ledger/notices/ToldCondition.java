package dev.logarchiver.ledger.notices;

import java.time.Instant;

/**
 * Something wrong that a receiver was told of.
 *
 * @param condition what is wrong
 * @param job the job that told it first
 * @param toldAt when it was told last
 */
public record ToldCondition(Condition condition, String job, Instant toldAt) {

	public Condition.Subject subject() {
		return this.condition.subject();
	}

}
