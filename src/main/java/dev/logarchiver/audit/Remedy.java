package dev.logarchiver.audit;

import dev.logarchiver.archiving.Problem;
import dev.logarchiver.ledger.ArchivedLog;

/**
 * What is done at once about an object that is not as the ledger says. Called by many
 * threads at a time.
 */
@FunctionalInterface
public interface Remedy {

	/** Leaves everything as it is. */
	Remedy NONE = (log, problem) -> problem;

	/**
	 * Sees to an object.
	 * @param log what the ledger says
	 * @param problem what is wrong
	 * @return the problem, with the result
	 */
	Problem apply(ArchivedLog log, Problem problem);

}
