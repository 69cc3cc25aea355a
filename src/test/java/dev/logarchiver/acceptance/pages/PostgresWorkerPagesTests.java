package dev.logarchiver.acceptance.pages;

import dev.logarchiver.world.World;

/**
 * The pages of Workers, where the database is PostgreSQL: the same.
 */
class PostgresWorkerPagesTests extends WorkerPagesTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
