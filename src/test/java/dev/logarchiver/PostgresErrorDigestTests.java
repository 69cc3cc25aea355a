package dev.logarchiver;

/**
 * What is told of errors where the database is PostgreSQL: the same.
 */
class PostgresErrorDigestTests extends ErrorDigestTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
