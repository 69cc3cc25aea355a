package dev.logarchiver.ledger.survey;

import dev.logarchiver.state.TestDatabase;

/**
 * The listings on an H2 file.
 */
class H2SurveyListingsTests extends SurveyListingsContract {

	H2SurveyListingsTests() {
		super(TestDatabase.h2());
	}

}
