package dev.logarchiver.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.logarchiver.run.RunStatus;
import dev.logarchiver.state.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ledger's plans on an H2 file.
 */
class H2LedgerPlanTests extends LedgerPlanContract {

	private static final Pattern SCAN_COUNT = Pattern.compile("scanCount: ([0-9]+)");

	H2LedgerPlanTests() {
		super(TestDatabase.h2(), 40_000, "SYSTEM_RANGE", "ANALYZE");
	}

	/**
	 * H2 counts the end of the range too.
	 */
	@Override
	void assertEachReads(int rows, String plan) {
		assertThat(plan).doesNotContain("tableScan").contains("index sorted");
		assertThat(SCAN_COUNT.matcher(plan).results().map((MatchResult match) -> Integer.valueOf(match.group(1))))
			.as(plan)
			.isNotEmpty()
			.allSatisfy((count) -> assertThat(count).isLessThanOrEqualTo(rows + 1));
	}

	@Override
	void assertReads(int rows, String plan) {
		assertThat(plan).doesNotContain("tableScan");
		assertThat(SCAN_COUNT.matcher(plan).results().map((MatchResult match) -> Integer.valueOf(match.group(1))))
			.as(plan)
			.singleElement()
			.satisfies((count) -> assertThat(count).isLessThanOrEqualTo(rows + 1));
	}

	@Override
	void assertReadsOnly(int rows, String plan) {
		assertThat(plan).doesNotContain("tableScan");
		assertThat(SCAN_COUNT.matcher(plan).results().map((match) -> Integer.valueOf(match.group(1)))).as(plan)
			.isNotEmpty()
			.allSatisfy((count) -> assertThat(count).isLessThanOrEqualTo(rows + 1));
	}

	/**
	 * This index tells which rows aren't wanted; that of days begins as it does.
	 */
	@Test
	void failedLogsInTheOrderOfTime() {
		Instant time = START.toInstant().plusSeconds(20_000);
		assertReadsTimes(LogFilter.ALL);
		assertReadsTimes(failed(null, null), "failed");
		assertReadsTimes(failed(time, null), time.atOffset(ZoneOffset.UTC), "failed");
		assertReadsTimes(failed(null, time), time.atOffset(ZoneOffset.UTC), "failed");
		assertReadsTimes(failed(time, time), time.atOffset(ZoneOffset.UTC), time.atOffset(ZoneOffset.UTC), "failed");
	}

	private static LogFilter failed(@Nullable Instant since, @Nullable Instant until) {
		return new LogFilter(List.of(), since, until, RunStatus.FAILED, false);
	}

	private void assertReadsTimes(LogFilter filter, Object... parameters) {
		String sql = sql((ledger) -> ledger.find(filter, 20)).getLast();
		assertThat(plan(sql, parameters)).contains("/* public.archived_log_by_run_at").contains("index sorted");
	}

	/**
	 * An entry of the index and its row count for two.
	 */
	@Test
	void newestLogsOfTheWorkersWithAPrefix() {
		List<String> sql = sql((ledger) -> assertThat(ledger.find(of("w77*"), 20)).hasSize(20));
		assertThat(sql).hasSize(2).allSatisfy((statement) -> assertReadsOnly(800, plan(statement)));
	}

}
