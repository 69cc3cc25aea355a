package dev.logarchiver.acceptance.inspection;

import dev.logarchiver.world.World;

/**
 * What is told of errors where the database is PostgreSQL: the same.
 */
class PostgresErrorDigestTests extends ErrorDigestTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
