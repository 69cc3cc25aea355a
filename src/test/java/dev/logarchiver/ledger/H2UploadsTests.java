package dev.logarchiver.ledger;

import dev.logarchiver.state.TestDatabase;

/**
 * The uploads under way on an H2 file.
 */
class H2UploadsTests extends UploadsContract {

	H2UploadsTests() {
		super(TestDatabase.h2());
	}

}
