package dev.logarchiver.ledger;

import dev.logarchiver.state.TestDatabase;

/**
 * Old executions leave the job repository on an H2 file.
 */
class H2OldExecutionsTests extends OldExecutionsContract {

	H2OldExecutionsTests() {
		super(TestDatabase.h2());
	}

}
