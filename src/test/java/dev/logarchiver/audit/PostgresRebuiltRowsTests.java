package dev.logarchiver.audit;

import dev.logarchiver.state.TestDatabase;

/**
 * The rebuilt rows on PostgreSQL.
 */
class PostgresRebuiltRowsTests extends RebuiltRowsContract {

	PostgresRebuiltRowsTests() {
		super(TestDatabase.postgres());
	}

}
