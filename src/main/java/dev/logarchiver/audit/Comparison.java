package dev.logarchiver.audit;

import dev.logarchiver.archiving.Problem;
import dev.logarchiver.store.ListedObject;
import org.jspecify.annotations.Nullable;

/**
 * What came of comparing a listed object with the ledger.
 *
 * @param object the object
 * @param inLedger whether a row has it, and it is there
 * @param problem what is wrong with it
 */
record Comparison(ListedObject object, boolean inLedger, @Nullable Problem problem) {

	static Comparison with(ListedObject object, @Nullable Problem problem) {
		return new Comparison(object, true, problem);
	}

	static Comparison without(ListedObject object, @Nullable Problem problem) {
		return new Comparison(object, false, problem);
	}

	boolean isUnknown() {
		return this.problem != null && this.problem.kind() == Problem.Kind.UNKNOWN;
	}

}
