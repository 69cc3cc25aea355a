package dev.logarchiver.ledger;

import dev.logarchiver.state.TestDatabase;

/**
 * The ledger on PostgreSQL.
 */
class PostgresLedgerTests extends LedgerContract {

	PostgresLedgerTests() {
		super(TestDatabase.postgres());
	}

}
