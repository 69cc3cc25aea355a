package dev.logarchiver.ledger;

/**
 * The kept lists on PostgreSQL.
 */
class PostgresWorkerListsTests extends WorkerListsContract {

	PostgresWorkerListsTests() {
		super(TestDatabase.postgres());
	}

}
