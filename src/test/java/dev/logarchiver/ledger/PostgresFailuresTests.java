package dev.logarchiver.ledger;

/**
 * The failures on PostgreSQL.
 */
class PostgresFailuresTests extends FailuresContract {

	PostgresFailuresTests() {
		super(TestDatabase.postgres());
	}

}
