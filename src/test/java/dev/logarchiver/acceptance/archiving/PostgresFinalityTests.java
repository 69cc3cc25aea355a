package dev.logarchiver.acceptance.archiving;

import dev.logarchiver.world.World;

/**
 * When a log is final, with the ledger on PostgreSQL.
 */
class PostgresFinalityTests extends FinalityTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
