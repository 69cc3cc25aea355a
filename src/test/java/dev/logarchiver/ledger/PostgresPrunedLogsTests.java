package dev.logarchiver.ledger;

import dev.logarchiver.state.TestDatabase;

/**
 * Tombstones in PostgreSQL.
 */
class PostgresPrunedLogsTests extends PrunedLogsContract {

	PostgresPrunedLogsTests() {
		super(TestDatabase.postgres());
	}

}
