package dev.logarchiver.ledger;

import dev.logarchiver.state.TestDatabase;

/**
 * The past of Workers in an H2 file.
 */
class H2WorkerHistoryTests extends WorkerHistoryContract {

	H2WorkerHistoryTests() {
		super(TestDatabase.h2());
	}

}
