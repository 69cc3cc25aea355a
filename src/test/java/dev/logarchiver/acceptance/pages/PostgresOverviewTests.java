package dev.logarchiver.acceptance.pages;

import dev.logarchiver.world.World;

/**
 * The first page, where the database is PostgreSQL: the same.
 */
class PostgresOverviewTests extends OverviewTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
