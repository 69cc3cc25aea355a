package dev.logarchiver.acceptance.inspection;

import dev.logarchiver.world.World;

/**
 * The list of logs, where the database is PostgreSQL: the same.
 */
class PostgresLogListTests extends LogListTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
