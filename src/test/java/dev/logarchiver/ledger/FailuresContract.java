package dev.logarchiver.ledger;

import java.util.List;

import dev.logarchiver.run.RunId;
import dev.logarchiver.state.TestDatabase;
import org.junit.jupiter.api.Test;

import static dev.logarchiver.ledger.SampleLogs.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is promised of the failures.
 */
abstract class FailuresContract {

	private static final FailedWorker FAILED = new FailedWorker(2, "acme~shop", new RunId("r"), "50001",
			"worker does not exist", "req-1", NOON);

	private static final FailedWorker BAD_LINE = new FailedWorker(1, "no worker", null, "invalid_worker_id",
			"not a Worker ID", null, NOON.plusNanos(1000));

	private final Failures failures;

	FailuresContract(TestDatabase database) {
		this.failures = new Failures(database.jdbc());
	}

	@Test
	void remembersWhatFailedInTheOrderOfTheList() {
		this.failures.record(1, 10, List.of(FAILED));
		this.failures.record(1, 11, List.of(BAD_LINE));
		assertThat(this.failures.of(1)).containsExactly(BAD_LINE, FAILED);
	}

	@Test
	void givesThoseOfOneInstanceOnly() {
		this.failures.record(1, 10, List.of(FAILED));
		this.failures.record(2, 11, List.of(BAD_LINE));
		assertThat(this.failures.of(2)).containsExactly(BAD_LINE);
		assertThat(this.failures.of(3)).isEmpty();
	}

	@Test
	void remembersLongReasonsAndOddCharacters() {
		FailedWorker odd = new FailedWorker(3, "é🙂'\"\\u0000".repeat(150), null, "'; DROP TABLE failed_worker",
				"🙂".repeat(2000) + "...", "r".repeat(2000), NOON);
		this.failures.record(1, 10, List.of(odd));
		assertThat(this.failures.of(1)).containsExactly(odd);
	}

	@Test
	void noTextIsInTheWayOfRecordingAFailure() {
		String text = "\0\n\uD800".repeat(5000);
		this.failures.record(1, 10, List.of(new FailedWorker(3, text, null, text, text, text, NOON)));
		assertThat(this.failures.of(1)).singleElement().satisfies((failure) -> {
			assertThat(failure.code()).startsWith("\\u0000\\n\\ud800");
			assertThat(failure.reason()).doesNotContain("\0").hasSizeBetween(1900, 2000);
		});
	}

	@Test
	void anEntryThatFailsAgainHasItsLastFailureOnly() {
		FailedWorker again = new FailedWorker(FAILED.entry(), FAILED.worker(), null, "timeout", "no answer", null,
				NOON.plusSeconds(60));
		this.failures.record(1, 10, List.of(FAILED, BAD_LINE));
		this.failures.record(1, 11, List.of(again, BAD_LINE));
		assertThat(this.failures.of(1)).containsExactly(BAD_LINE, again);
	}

}
