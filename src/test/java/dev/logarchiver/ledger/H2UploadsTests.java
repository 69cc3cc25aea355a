package dev.logarchiver.ledger;

/**
 * The uploads under way on an H2 file.
 */
class H2UploadsTests extends UploadsContract {

	H2UploadsTests() {
		super(TestDatabase.h2());
	}

}
