package dev.logarchiver.state;

/**
 * The executions in PostgreSQL.
 */
class PostgresExecutionTableTests extends ExecutionTableContract {

	PostgresExecutionTableTests() {
		super(TestDatabase.postgres(), "generate_series");
	}

}
