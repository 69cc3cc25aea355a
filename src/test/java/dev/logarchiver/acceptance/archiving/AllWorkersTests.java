package dev.logarchiver.acceptance.archiving;

import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The list that the platform gives, and what is left out of any list.
 */
class AllWorkersTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final String TICK = "2026-06-15T13:00:00Z";

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private void workers(String... ids) {
		for (String id : ids) {
			this.world.platform().worker(id).run(JUNE);
		}
	}

	private static void assertCounts(Result result, int workers, int archived, int failed) {
		assertThat(List.of(result.json().path("workers").asInt(), result.json().path("archived").asInt(),
				result.json().path("failed").asInt()))
			.as(result.toString())
			.containsExactly(workers, archived, failed);
	}

	private void assertNothingStarted(Result result, int code, String... told) {
		assertThat(result.code()).as(result.toString()).isEqualTo(code);
		assertThat(result.errors()).contains(told).doesNotContain("\tat ", "Exception");
		assertThat(result.errors().lines()).hasSizeLessThanOrEqualTo(3);
		assertThat(result.bytes()).isEmpty();
		assertThat(Program.call("executions", "--json").json()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "bearer", "query" })
	void archivesEveryWorkerOfTheAccount(String auth) {
		this.world.set("archiver.coreclaw.auth", auth);
		for (int number = 0; number < 250; number++) {
			this.world.platform().worker("acme~idle-%03d".formatted(number));
		}
		workers("acme~busy", "zeta~busy");
		Result result = Program.call("run", "--json", "--all-workers");
		assertThat(result.code()).as(result.toString()).isZero();
		assertCounts(result, 252, 2, 0);
		assertThat(this.world.keys()).hasSize(2)
			.anyMatch((key) -> key.startsWith("worker=acme~busy/"))
			.anyMatch((key) -> key.startsWith("worker=zeta~busy/"));
		assertThat(this.world.platform().count(Endpoint.WORKERS)).as("pages, read twice").isEqualTo(8);
	}

	@Test
	void joinsTheOtherListsAndCountsARepeatedWorkerOnce() {
		workers("acme~a", "acme~b", "slug");
		String file = this.world.file("list.txt", "acme/a\nslug\n").toString();
		Result result = Program.call("run", "--json", "--all-workers", "--workers", file, "--worker", "acme/b");
		assertThat(result.code()).as(result.toString()).isZero();
		assertCounts(result, 3, 3, 0);
	}

	@Test
	void takesTheSlugWhereThePathIsNoWorkerIdAndFailsWhereNeitherIs() {
		workers("acme~a");
		this.world.platform().worker("acme~b d").slug("wrk-7").run(JUNE);
		this.world.platform().worker("acme~\u001b[31m");
		Result result = Program.call("run", "--json", "--all-workers");
		assertThat(result.code()).as(result.toString()).isEqualTo(3);
		assertCounts(result, 3, 2, 1);
		assertThat(this.world.keys()).anyMatch((key) -> key.startsWith("worker=wrk-7/"));
		assertThat(result.json().at("/failures/0/code").asString()).isEqualTo("invalid_worker_id");
		assertThat(result.json().at("/failures/0/worker").asString()).isEqualTo("acme~\\u001b[31m");
		assertThat(result.json().at("/failures/0/reason").asString()).startsWith("--all-workers: ");
		assertCounts(Program.call("run", "--json", "--all-workers", "--exclude", "acme/*"), 1, 0, 0);
	}

	@Test
	void anEmptyAccountIsAnEmptyList() {
		assertNothingStarted(Program.call("run", "--all-workers"), 2,
				"No Workers: nothing is listed in the account (--all-workers)");
	}

	@Test
	void aRejectedKeyIsToldBeforeAnythingStarts() {
		this.world.set("CORECLAW_API_KEY", "wrong");
		assertNothingStarted(Program.call("run", "--all-workers"), 4, "12002");
		assertNothingStarted(Program.call("run", "--all-workers", "--dry-run"), 4, "12002");
	}

	@ParameterizedTest
	@CsvSource({ "{}, malformed_answer", "'{\"code\": 0, \"data\": {}}', malformed_answer",
			"'{\"code\": 0, \"data\": {\"scraper\": \"x\"}}', malformed_answer",
			"'{\"code\": 10000, \"message\": \"system error\"}', 10000" })
	void aPlatformThatListsNothingIsToldBeforeAnythingStarts(String answer, String code) {
		this.world.set("archiver.coreclaw.max-attempts", "2");
		workers("acme~a");
		this.world.platform().fail(Endpoint.WORKERS, Fault.answer(200, "application/json", answer).afterFirst(1));
		assertNothingStarted(Program.call("run", "--all-workers"), 1, "/workers?offset=2", "code " + code);
	}

	@Test
	void aCompletedTickAsksNothing() {
		workers("acme~a");
		Result first = Program.call("run", "--json", "--scheduled-at", TICK, "--all-workers");
		this.world.platform().forgetCalls();
		Result again = Program.call("run", "--json", "--scheduled-at", TICK, "--all-workers");
		assertThat(again.json()).isEqualTo(first.json());
		assertThat(this.world.platform().calls()).isEmpty();
	}

	@Test
	void aFailedTickIsTakenUpWithTheListItWasStartedWith() {
		workers("acme~a", "acme~b");
		this.world.platform().fail(Endpoint.LAST_LOG, Fault.error(PlatformError.KEY_INVALID).times(1));
		assertThat(Program.call("run", "--scheduled-at", TICK, "--all-workers").code()).isEqualTo(4);
		workers("acme~c");
		this.world.platform().forgetCalls();
		assertCounts(Program.call("run", "--json", "--scheduled-at", TICK, "--all-workers"), 2, 2, 0);
		assertThat(this.world.platform().count(Endpoint.WORKERS)).isZero();
	}

	@Test
	void aDryRunGoesThroughTheAccountToo() {
		workers("acme~a", "acme~b");
		Result result = Program.call("run", "--json", "--dry-run", "--all-workers", "--exclude", "*~b");
		assertThat(result.code()).as(result.toString()).isZero();
		assertCounts(result, 1, 1, 0);
		assertThat(this.world.keys()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			acme/*         | beta~a Acme~x slug
			acme~*         | beta~a Acme~x slug
			*a             | acme~b Acme~x slug
			????           | acme~a acme~b Acme~x beta~a
			acme/?         | Acme~x beta~a slug
			s.ug           | acme~a acme~b Acme~x beta~a slug
			slug           | acme~a acme~b Acme~x beta~a
			*/*            | slug
			""")
	void leavesOutWhatAPatternFits(String pattern, String left) {
		workers("acme~a", "acme~b", "beta~a", "Acme~x", "slug");
		String file = this.world.file("list.txt", "acme/a\nacme/b\n").toString();
		Result result = Program.call("run", "--json", "--all-workers", "--workers", file, "--worker", "beta/a",
				"--worker", "slug", "--exclude", pattern);
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(archived()).containsExactlyInAnyOrder(left.split(" "));
		assertThat(result.json().path("workers").asInt()).isEqualTo(archived().size());
	}

	private static List<String> archived() {
		return StreamSupport.stream(Program.call("logs", "--json").json().spliterator(), false)
			.map((log) -> log.path("worker").asString())
			.toList();
	}

	@Test
	void severalPatternsAddUp() {
		workers("acme~a", "acme~b", "slug");
		assertCounts(Program.call("run", "--json", "--all-workers", "--exclude", "slug", "--exclude", "acme/a"), 1, 1,
				0);
	}

	@Test
	void excludingEverythingIsToldBeforeAnythingStarts() {
		workers("acme~a");
		assertNothingStarted(
				Program.call("run", "--all-workers", "--worker", "acme/b", "--exclude", "acme/*", "--exclude", "x"), 2,
				"No Workers: all that is listed (2) is excluded by acme/* (--exclude), x (--exclude)");
		assertNothingStarted(Program.call("run", "--dry-run", "--worker", "a", "--exclude", "*"), 2, "excluded by *");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[ab]*", "a/b/c", "a b", "/", "\u001b" })
	void whatIsNoPatternIsTold(String pattern) {
		assertNothingStarted(Program.call("run", "--worker", "a", "--exclude", pattern), 2,
				"(--exclude) is not a Worker pattern");
	}

	@Test
	void aPatternThatLeavesOutNothingIsAWarning() {
		workers("acme~a", "acme~b");
		Result result = Program.call("run", "--json", "--all-workers", "--exclude", "acme/tset-*", "--exclude", "*b");
		assertThat(result.code()).as(result.toString()).isZero();
		assertCounts(result, 1, 1, 0);
		assertThat(result.errors().lines().filter((line) -> line.contains(" WARN "))).singleElement()
			.asString()
			.contains("acme/tset-* (--exclude) excludes nothing");
	}

}
