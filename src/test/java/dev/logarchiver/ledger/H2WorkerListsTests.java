package dev.logarchiver.ledger;

/**
 * The kept lists on an H2 file.
 */
class H2WorkerListsTests extends WorkerListsContract {

	H2WorkerListsTests() {
		super(TestDatabase.h2());
	}

}
