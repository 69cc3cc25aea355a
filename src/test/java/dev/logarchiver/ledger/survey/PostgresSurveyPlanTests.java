package dev.logarchiver.ledger.survey;

import java.util.regex.Pattern;

import dev.logarchiver.state.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The plans of surveys on PostgreSQL.
 */
class PostgresSurveyPlanTests extends SurveyPlanContract {

	private static final Pattern ACTUAL_ROWS = Pattern.compile("actual time=\\S+ rows=([0-9]+)");

	PostgresSurveyPlanTests() {
		super(TestDatabase.postgres(), 200_000, "generate_series");
	}

	@Override
	void assertReads(int rows, String plan) {
		assertThat(plan).contains("Index")
			.doesNotContain("Seq Scan on worker_list_entry", "Seq Scan on surveyed_worker", "Seq Scan on survey ");
		assertThat(ACTUAL_ROWS.matcher(plan).results().map((match) -> Integer.valueOf(match.group(1)))).as(plan)
			.isNotEmpty()
			.allSatisfy((count) -> assertThat(count).isLessThanOrEqualTo(rows));
	}

}
