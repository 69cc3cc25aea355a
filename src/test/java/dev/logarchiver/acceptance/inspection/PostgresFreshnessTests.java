package dev.logarchiver.acceptance.inspection;

import dev.logarchiver.world.World;

/**
 * What {@code status} and {@code why} say where the database is PostgreSQL: the same.
 */
class PostgresFreshnessTests extends FreshnessTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
