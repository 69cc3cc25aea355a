package dev.logarchiver.ledger;

import dev.logarchiver.state.TestDatabase;

/**
 * The failures on an H2 file.
 */
class H2FailuresTests extends FailuresContract {

	H2FailuresTests() {
		super(TestDatabase.h2());
	}

}
