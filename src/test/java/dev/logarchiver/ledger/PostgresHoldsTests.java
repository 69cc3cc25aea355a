package dev.logarchiver.ledger;

import dev.logarchiver.state.TestDatabase;

/**
 * The holds on PostgreSQL.
 */
class PostgresHoldsTests extends HoldsContract {

	PostgresHoldsTests() {
		super(TestDatabase.postgres());
	}

}
