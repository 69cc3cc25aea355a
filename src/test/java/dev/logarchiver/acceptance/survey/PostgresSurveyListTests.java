package dev.logarchiver.acceptance.survey;

import dev.logarchiver.world.World;

/**
 * What surveys cover of several lists where the database is PostgreSQL: the same.
 */
class PostgresSurveyListTests extends SurveyListTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
