package dev.logarchiver.acceptance.retention;

import dev.logarchiver.world.World;

/**
 * Letting go where the database is PostgreSQL: the same.
 */
class PostgresPruneTests extends PruneTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
