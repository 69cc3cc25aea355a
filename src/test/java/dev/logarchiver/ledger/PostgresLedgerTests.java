package dev.logarchiver.ledger;

/**
 * The ledger on PostgreSQL.
 */
class PostgresLedgerTests extends LedgerContract {

	PostgresLedgerTests() {
		super(TestDatabase.postgres());
	}

}
