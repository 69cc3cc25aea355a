package dev.logarchiver.acceptance.jobs;

import dev.logarchiver.world.World;

/**
 * What the platform's callbacks are worth where the database is PostgreSQL: the same.
 */
class PostgresCallbackTests extends CallbackTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
