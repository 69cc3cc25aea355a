package dev.logarchiver.ledger;

import dev.logarchiver.state.TestDatabase;

/**
 * The kept lists on PostgreSQL.
 */
class PostgresWorkerListsTests extends WorkerListsContract {

	PostgresWorkerListsTests() {
		super(TestDatabase.postgres());
	}

}
