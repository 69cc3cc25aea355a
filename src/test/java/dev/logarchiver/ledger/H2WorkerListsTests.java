package dev.logarchiver.ledger;

import dev.logarchiver.state.TestDatabase;

/**
 * The kept lists on an H2 file.
 */
class H2WorkerListsTests extends WorkerListsContract {

	H2WorkerListsTests() {
		super(TestDatabase.h2());
	}

}
