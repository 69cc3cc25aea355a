package dev.logarchiver.ledger;

import dev.logarchiver.state.TestDatabase;

/**
 * The ledger on an H2 file.
 */
class H2LedgerTests extends LedgerContract {

	H2LedgerTests() {
		super(TestDatabase.h2());
	}

}
