package dev.logarchiver;

/**
 * What is archived where the database is PostgreSQL: the same.
 */
class PostgresArchivingTests extends ArchivingTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
