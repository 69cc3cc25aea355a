package dev.logarchiver.ledger;

import dev.logarchiver.state.TestDatabase;

/**
 * A rebuilt ledger's pruned logs on PostgreSQL.
 */
class PostgresTombstonesTests extends TombstonesContract {

	PostgresTombstonesTests() {
		super(TestDatabase.postgres());
	}

}
