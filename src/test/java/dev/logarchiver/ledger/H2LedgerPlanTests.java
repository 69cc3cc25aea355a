package dev.logarchiver.ledger;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.logarchiver.state.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ledger's plans on an H2 file.
 */
class H2LedgerPlanTests extends LedgerPlanContract {

	private static final Pattern SCAN_COUNT = Pattern.compile("scanCount: ([0-9]+)");

	H2LedgerPlanTests() {
		super(TestDatabase.h2(), 40_000, "SYSTEM_RANGE");
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
	 * An entry of the index and its row count for two.
	 */
	@Test
	void newestLogsOfTheWorkersWithAPrefix() {
		List<String> sql = sql((ledger) -> assertThat(ledger.find(of("w77*"), 20)).hasSize(20));
		assertThat(sql).hasSize(2).allSatisfy((statement) -> assertReadsOnly(800, plan(statement)));
	}

}
