package dev.logarchiver.ledger;

import dev.logarchiver.state.TestDatabase;

/**
 * Tombstones in an H2 file.
 */
class H2PrunedLogsTests extends PrunedLogsContract {

	H2PrunedLogsTests() {
		super(TestDatabase.h2());
	}

}
