package dev.logarchiver.acceptance.pages;

import dev.logarchiver.world.World;

/**
 * The report and differences, where the database is PostgreSQL: the same.
 */
class PostgresFindPagesTests extends FindPagesTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
