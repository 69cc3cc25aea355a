package dev.logarchiver;

/**
 * What {@code status} and {@code why} say where the database is PostgreSQL: the same.
 */
class PostgresFreshnessTests extends FreshnessTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
