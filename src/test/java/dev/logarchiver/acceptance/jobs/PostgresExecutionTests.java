package dev.logarchiver.acceptance.jobs;

import dev.logarchiver.world.World;

/**
 * The executions of a tick in a job repository on PostgreSQL: the same.
 */
class PostgresExecutionTests extends ExecutionTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
