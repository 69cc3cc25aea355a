package dev.logarchiver.acceptance.monitoring;

import dev.logarchiver.world.World;

/**
 * What a Pushgateway is told of executions that are kept in PostgreSQL.
 */
class PostgresMetricsTests extends MetricsTests {

	@Override
	World world() {
		return World.onPostgres();
	}

}
