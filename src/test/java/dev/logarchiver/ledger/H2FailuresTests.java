package dev.logarchiver.ledger;

/**
 * The failures on an H2 file.
 */
class H2FailuresTests extends FailuresContract {

	H2FailuresTests() {
		super(TestDatabase.h2());
	}

}
