package dev.logarchiver.ledger;

import dev.logarchiver.state.TestDatabase;

/**
 * The holds on an H2 file.
 */
class H2HoldsTests extends HoldsContract {

	H2HoldsTests() {
		super(TestDatabase.h2());
	}

}
