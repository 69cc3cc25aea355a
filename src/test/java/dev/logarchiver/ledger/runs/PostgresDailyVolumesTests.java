package dev.logarchiver.ledger.runs;

import dev.logarchiver.state.TestDatabase;

/**
 * The days on PostgreSQL, whose plan depends on when it has noted which rows everybody
 * may see.
 */
class PostgresDailyVolumesTests extends DailyVolumesContract {

	PostgresDailyVolumesTests() {
		super(TestDatabase.postgres(), "generate_series");
	}

}
