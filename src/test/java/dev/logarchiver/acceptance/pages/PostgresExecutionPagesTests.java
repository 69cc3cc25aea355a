package dev.logarchiver.acceptance.pages;

import dev.logarchiver.world.World;
import org.junit.jupiter.api.Test;

/**
 * The pages of executions, where the database is PostgreSQL: the same, and live.
 */
class PostgresExecutionPagesTests extends ExecutionPagesTests {

	@Override
	World world() {
		return World.onPostgres();
	}

	@Test
	@Override
	void showsLiveWhatRuns() {
		super.showsLiveWhatRuns();
	}

}
