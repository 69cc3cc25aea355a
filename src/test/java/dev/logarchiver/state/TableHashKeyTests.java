package dev.logarchiver.state;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class TableHashKeyTests extends HashKeyContract {

	private final TestDatabase database = TestDatabase.postgres();

	@Override
	HashKey key() {
		return new TableHashKey(this.database.dataSource());
	}

	@Override
	@BeforeEach
	@AfterEach
	void lose() {
		this.database.jdbc().sql("DELETE FROM redaction_key").update();
	}

}
