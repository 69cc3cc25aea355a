package dev.logarchiver.ledger.runs;

import java.time.ZoneOffset;

import dev.logarchiver.state.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The days on an H2 file.
 */
class H2DailyVolumesTests extends DailyVolumesContract {

	H2DailyVolumesTests() {
		super(TestDatabase.h2(), "SYSTEM_RANGE");
	}

	/**
	 * Of the indexes that begin with the time, H2 takes this one because it has all
	 * columns.
	 */
	@Test
	void readsTheIndexAlone() {
		this.volumes.between(DAY, DAY);
		String plan = JdbcClient.create(this.recorder)
			.sql("EXPLAIN " + this.recorder.statements().getLast())
			.param(DAY.atStartOfDay().atOffset(ZoneOffset.UTC))
			.param(DAY.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
			.query(String.class)
			.single();
		assertThat(plan).contains("/* public.archived_log_by_day: ");
	}

}
