package dev.logarchiver.ledger;

import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.logarchiver.state.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ledger's plans on PostgreSQL.
 */
class PostgresLedgerPlanTests extends LedgerPlanContract {

	private static final Pattern ACTUAL_ROWS = Pattern.compile("actual time=\\S+ rows=([0-9]+)");

	private static final Pattern REMOVED_ROWS = Pattern.compile("Rows Removed by \\w+: ([0-9]+)");

	PostgresLedgerPlanTests() {
		// an index has the rows of other tests until they are cleared away
		super(TestDatabase.postgres(), 200_000, "generate_series", "VACUUM ANALYZE");
	}

	@Override
	void assertEachReads(int rows, String plan) {
		assertReads(rows, plan);
	}

	@Override
	void assertReads(int rows, String plan) {
		assertThat(plan).contains("Index").doesNotContain("Seq Scan", "Rows Removed");
		assertThat(ACTUAL_ROWS.matcher(plan).results().map((match) -> Integer.valueOf(match.group(1)))).as(plan)
			.isNotEmpty()
			.allSatisfy((count) -> assertThat(count).isLessThanOrEqualTo(rows));
	}

	@Override
	void assertReadsOnly(int rows, String plan) {
		assertThat(plan).contains("Index").doesNotContain("Seq Scan");
		assertThat(Stream.of(ACTUAL_ROWS, REMOVED_ROWS)
			.flatMap((pattern) -> pattern.matcher(plan).results())
			.mapToInt((match) -> Integer.parseInt(match.group(1)))).as(plan)
			.isNotEmpty()
			.allSatisfy((count) -> assertThat(count).isLessThanOrEqualTo(rows));
	}

}
