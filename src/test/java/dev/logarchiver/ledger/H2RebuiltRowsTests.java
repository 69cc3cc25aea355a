package dev.logarchiver.ledger;

/**
 * The rebuilt rows on an H2 file.
 */
class H2RebuiltRowsTests extends RebuiltRowsContract {

	H2RebuiltRowsTests() {
		super(TestDatabase.h2());
	}

}
