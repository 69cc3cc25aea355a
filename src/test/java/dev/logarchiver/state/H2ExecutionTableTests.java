package dev.logarchiver.state;

/**
 * The executions in an H2 file.
 */
class H2ExecutionTableTests extends ExecutionTableContract {

	H2ExecutionTableTests() {
		super(TestDatabase.h2(), "SYSTEM_RANGE");
	}

}
