package dev.logarchiver.acceptance.retention;

import dev.logarchiver.world.World;

/**
 * Old executions leave a job repository on PostgreSQL.
 */
class PostgresExecutionRetentionTests extends ExecutionRetentionTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
