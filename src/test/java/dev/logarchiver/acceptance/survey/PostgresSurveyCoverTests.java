package dev.logarchiver.acceptance.survey;

import dev.logarchiver.world.World;

/**
 * What surveys cover where the database is PostgreSQL: the same.
 */
class PostgresSurveyCoverTests extends SurveyCoverTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
