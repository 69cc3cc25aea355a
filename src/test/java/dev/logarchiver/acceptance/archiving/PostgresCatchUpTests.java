package dev.logarchiver.acceptance.archiving;

import dev.logarchiver.world.World;

/**
 * What is caught up with where the database is PostgreSQL: the same.
 */
class PostgresCatchUpTests extends CatchUpTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
