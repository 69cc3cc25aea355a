package dev.logarchiver.acceptance.archiving;

import dev.logarchiver.world.World;

/**
 * Past runs where the database is PostgreSQL: the same.
 */
class PostgresBackfillTests extends BackfillTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
