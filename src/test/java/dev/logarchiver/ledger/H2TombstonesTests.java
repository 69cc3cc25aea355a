package dev.logarchiver.ledger;

import dev.logarchiver.state.TestDatabase;

/**
 * A rebuilt ledger's pruned logs on an H2 file.
 */
class H2TombstonesTests extends TombstonesContract {

	H2TombstonesTests() {
		super(TestDatabase.h2());
	}

}
