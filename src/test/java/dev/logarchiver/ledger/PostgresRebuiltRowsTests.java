package dev.logarchiver.ledger;

/**
 * The rebuilt rows on PostgreSQL.
 */
class PostgresRebuiltRowsTests extends RebuiltRowsContract {

	PostgresRebuiltRowsTests() {
		super(TestDatabase.postgres());
	}

}
