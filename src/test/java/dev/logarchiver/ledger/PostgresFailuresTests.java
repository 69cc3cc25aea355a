package dev.logarchiver.ledger;

import dev.logarchiver.state.TestDatabase;

/**
 * The failures on PostgreSQL.
 */
class PostgresFailuresTests extends FailuresContract {

	PostgresFailuresTests() {
		super(TestDatabase.postgres());
	}

}
