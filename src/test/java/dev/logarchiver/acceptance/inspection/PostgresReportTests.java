package dev.logarchiver.acceptance.inspection;

import dev.logarchiver.world.World;

/**
 * What failed, where the database is PostgreSQL: the same.
 */
class PostgresReportTests extends ReportTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
