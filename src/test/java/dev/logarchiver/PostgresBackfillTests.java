package dev.logarchiver;

/**
 * Past runs where the database is PostgreSQL: the same.
 */
class PostgresBackfillTests extends BackfillTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
