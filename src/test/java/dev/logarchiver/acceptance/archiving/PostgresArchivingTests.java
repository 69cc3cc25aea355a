package dev.logarchiver.acceptance.archiving;

import dev.logarchiver.world.World;

/**
 * What is archived where the database is PostgreSQL: the same.
 */
class PostgresArchivingTests extends ArchivingTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
