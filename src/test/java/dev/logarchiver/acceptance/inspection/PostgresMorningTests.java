package dev.logarchiver.acceptance.inspection;

import dev.logarchiver.world.World;

/**
 * Each morning's report, where the database is PostgreSQL: the same.
 */
class PostgresMorningTests extends MorningTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
