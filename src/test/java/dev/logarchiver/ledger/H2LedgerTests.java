package dev.logarchiver.ledger;

/**
 * The ledger on an H2 file.
 */
class H2LedgerTests extends LedgerContract {

	H2LedgerTests() {
		super(TestDatabase.h2());
	}

}
