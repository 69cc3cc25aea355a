package dev.logarchiver.ledger.notices;

import dev.logarchiver.state.TestDatabase;

/**
 * The notices on PostgreSQL.
 */
class PostgresNoticesTests extends NoticesContract {

	PostgresNoticesTests() {
		super(TestDatabase.postgres());
	}

}
