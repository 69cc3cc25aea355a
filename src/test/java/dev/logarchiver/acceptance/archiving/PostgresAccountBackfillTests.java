package dev.logarchiver.acceptance.archiving;

import dev.logarchiver.world.World;

/**
 * Past runs where the database is PostgreSQL: the same.
 */
class PostgresAccountBackfillTests extends AccountBackfillTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
