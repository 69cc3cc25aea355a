package dev.logarchiver.ledger;

/**
 * The uploads under way on PostgreSQL.
 */
class PostgresUploadsTests extends UploadsContract {

	PostgresUploadsTests() {
		super(TestDatabase.postgres());
	}

}
