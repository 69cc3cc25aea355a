package dev.logarchiver.acceptance.retention;

import dev.logarchiver.world.World;

/**
 * Logs are held with the ledger on PostgreSQL.
 */
class PostgresHoldTests extends HoldTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
