package dev.logarchiver.ledger;

import dev.logarchiver.state.TestDatabase;

/**
 * The rebuilt rows on PostgreSQL.
 */
class PostgresRebuiltRowsTests extends RebuiltRowsContract {

	PostgresRebuiltRowsTests() {
		super(TestDatabase.postgres());
	}

}
