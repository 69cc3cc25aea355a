package dev.logarchiver.acceptance.inspection;

import dev.logarchiver.world.World;

/**
 * Lines of a log where the database is PostgreSQL: the same.
 */
class PostgresCatLinesTests extends CatLinesTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
