package dev.logarchiver.ledger.runs;

import java.time.LocalDate;

import dev.logarchiver.state.SqlRecorder;
import dev.logarchiver.state.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The days are added up rightly.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DailyVolumesContract {

	static final LocalDate DAY = LocalDate.parse("2026-01-02");

	final SqlRecorder recorder;

	final DailyVolumes volumes;

	/**
	 * Fills the ledger with a log a minute, for two weeks from the day before on: two
	 * revisions of each run, 3 bytes each.
	 */
	DailyVolumesContract(TestDatabase database, String range) {
		this.recorder = new SqlRecorder(database.dataSource());
		this.volumes = new DailyVolumes(JdbcClient.create(this.recorder));
		String insert = """
				INSERT INTO archived_log (worker_id, run_id, revision, object_key, is_final, completeness, run_status, run_at,
				text_size, object_size, sha256, unchanged_since, archived_at, execution_id)
				SELECT 'w', 'r' || (x / 2), 1 + MOD(x, 2), 'worker=key' || x, TRUE, 'full', 'succeeded',
				TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00' + x * INTERVAL '1' MINUTE, 3, 1, REPEAT('a', 64),
				CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1 FROM\s""";
		database.jdbc().sql(insert + range + "(0, 20159) AS numbers (x)").update();
	}

	@Test
	void addsUpEachDay() {
		assertThat(this.volumes.between(DAY, DAY.plusDays(1))).containsExactly(new DailyVolume(DAY, 720, 4320),
				new DailyVolume(DAY.plusDays(1), 720, 4320));
	}

	@Test
	void hasDaysWithoutRuns() {
		assertThat(this.volumes.between(DAY.minusDays(2), DAY.minusDays(1)))
			.containsExactly(new DailyVolume(DAY.minusDays(2), 0, 0), new DailyVolume(DAY.minusDays(1), 720, 4320));
	}

}
