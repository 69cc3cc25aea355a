package dev.logarchiver.audit;

import dev.logarchiver.state.TestDatabase;

/**
 * The rebuilt rows on an H2 file.
 */
class H2RebuiltRowsTests extends RebuiltRowsContract {

	H2RebuiltRowsTests() {
		super(TestDatabase.h2());
	}

}
