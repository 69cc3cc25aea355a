package dev.logarchiver.acceptance.pages;

import dev.logarchiver.world.World;

/**
 * What is held and what would go, on pages about a PostgreSQL ledger.
 */
class PostgresRetentionPagesTests extends RetentionPagesTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
