package dev.logarchiver.ledger.survey;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import dev.logarchiver.ledger.CatchUps;
import dev.logarchiver.ledger.PendingRuns;
import dev.logarchiver.ledger.WorkerOutcomes;
import dev.logarchiver.ledger.survey.SurveyedList.Asking;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.state.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The plans of surveys on an H2 file. Those that PostgreSQL makes for a few hundred rows
 * depend on how many others there are, which is its own decision.
 */
class H2SurveyPlanTests extends SurveyPlanContract {

	private static final Pattern SCAN_COUNT = Pattern.compile("scanCount: ([0-9]+)");

	H2SurveyPlanTests() {
		super(TestDatabase.h2(), 40_000, "SYSTEM_RANGE");
	}

	/**
	 * H2 counts the end of a range too, so each row that is looked up counts twice.
	 */
	@Override
	void assertReads(int rows, String plan) {
		assertThat(plan).doesNotContain("tableScan");
		assertThat(SCAN_COUNT.matcher(plan).results().map((match) -> Integer.valueOf(match.group(1)))).as(plan)
			.allSatisfy((count) -> assertThat(count).isLessThanOrEqualTo(2 * rows + 1));
	}

	@Test
	void thoseOfWhichSomethingIsUnfinished() {
		list().noteUnfinished(new Asking(1, 1, 1000, NOON, NOON), List.of(new WorkerId("w7")));
		assertReads(1, plan());
		repository(CatchUps.class).workers(1);
		assertReads(this.rows / EACH, plan());
		repository(PendingRuns.class).workers(1);
		assertReads(this.rows / EACH, plan());
	}

	@Test
	void thoseThatWereNotAskedForLongest() {
		assertThat(new SurveyedWorkers(this.jdbc, list()).longestUnasked(this.asking, 1500)).hasSize(1500)
			.startsWith(new WorkerId("w1"), new WorkerId("w2"));
		assertThat(this.recorder.take()).hasSize(4).allSatisfy((plan) -> assertReads(500, plan));
	}

	@Test
	void thoseThatNeverRan() {
		assertThat(list().withoutRun(1, 1000)).isEqualTo(this.rows / EACH);
		assertReads(this.rows / EACH, plan());
	}

	@Test
	void theOwnersOfSlugs() {
		assertThat(new WorkerSlugs(this.jdbc).owners(1, IntStream.range(1, 400).mapToObj((x) -> "s" + x).toList()))
			.hasSize(399);
		assertReads(400, plan());
	}

	@Test
	void theListingsThatSurveysMakeDue() {
		repository(CatchUps.class).oweWhatSurveysShowed(1);
		assertReads(this.rows / EACH, plan());
	}

	@Test
	void theEndOfAJob() {
		assertThat(repository(WorkerOutcomes.class).close(0)).hasSize(1);
		this.recorder.take().forEach((plan) -> assertReads(this.rows / EACH, plan));
	}

	/**
	 * One of another package, made as the program makes it.
	 */
	private <T> T repository(Class<T> type) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean(JdbcClient.class, () -> this.jdbc);
			context.register(type);
			context.refresh();
			return context.getBean(type);
		}
	}

}
