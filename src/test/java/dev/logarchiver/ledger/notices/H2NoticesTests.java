package dev.logarchiver.ledger.notices;

import dev.logarchiver.state.TestDatabase;

/**
 * The notices on an H2 file.
 */
class H2NoticesTests extends NoticesContract {

	H2NoticesTests() {
		super(TestDatabase.h2());
	}

}
