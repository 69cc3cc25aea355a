package dev.logarchiver.ledger;

import dev.logarchiver.state.TestDatabase;

/**
 * Old executions leave the job repository on PostgreSQL.
 */
class PostgresOldExecutionsTests extends OldExecutionsContract {

	PostgresOldExecutionsTests() {
		super(TestDatabase.postgres());
	}

}
