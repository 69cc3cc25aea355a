package dev.logarchiver.acceptance.pages;

import dev.logarchiver.world.World;

/**
 * Searching, where the database is PostgreSQL and has a single connection, which no
 * search may hold: the same.
 */
class PostgresSearchPageTests extends SearchPageTests {

	@Override
	World world() {
		return World.onPostgres()
			.set("spring.datasource.hikari.maximum-pool-size", "1")
			.set("spring.datasource.hikari.connection-timeout", "2000");
	}

}
