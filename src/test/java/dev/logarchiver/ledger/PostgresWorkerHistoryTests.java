package dev.logarchiver.ledger;

import dev.logarchiver.state.TestDatabase;

/**
 * The past of Workers in PostgreSQL.
 */
class PostgresWorkerHistoryTests extends WorkerHistoryContract {

	PostgresWorkerHistoryTests() {
		super(TestDatabase.postgres());
	}

}
