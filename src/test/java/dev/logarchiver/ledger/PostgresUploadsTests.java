package dev.logarchiver.ledger;

import dev.logarchiver.state.TestDatabase;

/**
 * The uploads under way on PostgreSQL.
 */
class PostgresUploadsTests extends UploadsContract {

	PostgresUploadsTests() {
		super(TestDatabase.postgres());
	}

}
