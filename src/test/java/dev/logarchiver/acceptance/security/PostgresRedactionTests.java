package dev.logarchiver.acceptance.security;

import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.World;

/**
 * What is redacted, with the ledger and the key on PostgreSQL.
 */
class PostgresRedactionTests extends RedactionTests {

	@Override
	World world() {
		return World.onPostgres();
	}

	@Override
	void loseKey() {
		Ledgers.execute(this.world, "DELETE FROM redaction_key");
	}

}
