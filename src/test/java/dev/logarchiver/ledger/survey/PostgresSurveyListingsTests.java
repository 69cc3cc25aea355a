package dev.logarchiver.ledger.survey;

import dev.logarchiver.state.TestDatabase;

/**
 * The listings on PostgreSQL.
 */
class PostgresSurveyListingsTests extends SurveyListingsContract {

	PostgresSurveyListingsTests() {
		super(TestDatabase.postgres());
	}

}
