package dev.logarchiver.acceptance.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ServedPages;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the pages of executions show, compared with what the commands say.
 */
class ExecutionPagesTests {

	private static final String HOSTILE = "<script>alert(1)</script>\u202e\u0007\"'&";

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private final World world = world();

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private void works(String... workers) {
		Stream.of(workers)
			.forEach((worker) -> this.world.platform().worker(worker).run(this.now.minus(Duration.ofHours(1))));
	}

	@Test
	void listsWhatTheCommandLists() {
		works("acme~a", "acme~b");
		RecentRuns.call("run --job nightly", "acme~a", "acme~b", "acme~gone");
		RecentRuns.call("run --job hourly", "acme~a");
		Program.call("backfill", "--since", "2026-01-01", "--until", "2026-02-01", "--worker", "acme~a");
		JsonNode listed = Program.call("executions", "--json").json();
		assertThat(listed).hasSize(3);
		try (ServedPages pages = ServedPages.start()) {
			String text = pages.text("/executions");
			assertThat(pages.links("/executions")).containsSubsequence("/executions/3", "/executions/2",
					"/executions/1");
			assertThat(text).containsSubsequence("3 backfill 2026-01-01 00:00:00 to 2026-02-01 00:00:00 completed",
					"2 hourly", "completed", "1 unchanged", "1 nightly", "completed", "1 failed, 2 archived");
			assertThat(text).contains(listed.at("/0/started_at").asString().substring(0, 19).replace('T', ' ').strip());
		}
	}

	@Test
	void listsOnlyWhatIsAskedFor() {
		works("acme~a");
		RecentRuns.call("run --job nightly", "acme~a");
		RecentRuns.call("run --job hourly", "acme~a");
		this.world.platform().failApi(Fault.error(PlatformError.WORKER_NOT_FOUND));
		this.world.set("archiver.store.uri", "s3://no-such-bucket/x");
		try (ServedPages pages = ServedPages.start()) {
			assertThat(pages.links("/executions?job=hourly")).contains("/executions/2").doesNotContain("/executions/1");
			assertThat(pages.links("/executions?status=completed")).contains("/executions/2", "/executions/1");
			assertThat(pages.links("/executions?since=1h&until=now&status=")).contains("/executions/2",
					"/executions/1");
			for (String none : List.of("job=other", "status=failed", "status=running", "until=1d",
					"since=2999-01-01")) {
				assertThat(pages.text("/executions?" + none)).as(none).contains("No execution matches.");
			}
		}
	}

	@Test
	void saysWhatCanNotBeAskedFor() {
		works("acme~a");
		RecentRuns.call("run --job nightly", "acme~a");
		try (ServedPages pages = ServedPages.start()) {
			assertBad(pages, "/executions?status=sleeping", "'sleeping' is unknown: give one of completed, failed");
			assertBad(pages, "/executions?since=tomorrow", "'tomorrow' is not a time: give a date such as");
			assertBad(pages, "/executions?before=-1", "'-1': give a number from 1");
			assertBad(pages, "/executions?job=a%00b", "'a\\u0000b' has control characters");
			assertBad(pages, "/executions/first", "'first' can't be used as execution");
			assertBad(pages, "/executions/1?page=0", "'0': give a number from 1");
			assertThat(pages.get("/executions/99").statusCode()).isEqualTo(404);
			assertThat(pages.text("/executions/99")).contains("There is no execution 99.");
			assertThat(pages.get("/executions/1?page=2").statusCode()).isEqualTo(404);
		}
	}

	private static void assertBad(ServedPages pages, String path, String words) {
		assertThat(pages.get(path).statusCode()).as(path).isEqualTo(400);
		assertThat(pages.text(path)).contains(words);
	}

	@Test
	void showsWhatTheCommandShows() {
		works("acme~a", "acme~b");
		this.world.platform().worker("acme~b").fail(Fault.error(200, 50099, HOSTILE));
		Result result = RecentRuns.call("run --job nightly", "acme~a", "acme~b", "<b>", "acme~gone");
		assertThat(result.code()).as(result.toString()).isEqualTo(3);
		JsonNode shown = Program.call("show", "1", "--json").json();
		try (ServedPages pages = ServedPages.start()) {
			String text = pages.text("/executions/1");
			assertThat(text).contains("Command run", "Job nightly", "Force no", "Workers 4", "archived 1", "failed 3",
					"completed");
			assertThat(shown.path("failures")).hasSize(3);
			shown.path("failures")
				.forEach((failure) -> assertThat(text).contains(failure.path("worker").asString() + " "
						+ failure.path("code").asString() + " " + failure.path("reason").asString() + " "
						+ (failure.path("request_id").isNull() ? "–" : failure.path("request_id").asString())));
			assertThat(text).doesNotContain("restart", "\u202e", "\u0007").contains("\\u202e");
			assertThat(pages.get("/executions/1").body()).doesNotContain("<script>alert", "<b>");
			assertThat(pages.links("/executions/1")).contains("/workers/acme~b", "/workers/acme~gone");
		}
	}

	@Test
	void saysHowAnExecutionIsTakenUp() {
		works("acme~a", "acme~b");
		this.world.wayToStore().answer(500, "", (request) -> request.target().contains("acme~b"), 1000);
		Result result = RecentRuns.call("run --job nightly", "acme~a", "acme~b");
		assertThat(result.code()).as(result.toString()).isOne();
		try (ServedPages pages = ServedPages.start()) {
			assertThat(pages.text("/executions?status=failed")).contains("1 nightly", "failed");
			assertThat(pages.text("/executions/1")).contains("log-archiver restart 1", "failed");
		}
		this.world.heal();
		assertThat(Program.call("restart").code()).isZero();
		try (ServedPages pages = ServedPages.start()) {
			assertThat(pages.text("/executions/1")).doesNotContain("log-archiver restart")
				.contains("Its tick was taken up by execution 2");
			assertThat(pages.text("/executions/2")).doesNotContain("log-archiver restart");
			assertThat(pages.links("/executions/1")).contains("/executions/2");
		}
	}

	@Test
	void showsFailedWorkersAndExecutionsByThePage() {
		works("acme~a");
		RecentRuns.call("run --job nightly", "acme~a");
		Ledgers.execute(this.world, """
				INSERT INTO failed_worker (instance_id, entry_number, execution_id, worker, code, reason, failed_at)
				SELECT 1, number, 1, 'w-' || number, '50001', 'none', CURRENT_TIMESTAMP
				FROM generate_series(1, 450) AS numbers(number)""");
		Ledgers.execute(this.world, """
				INSERT INTO batch_job_instance (job_instance_id, version, job_name, job_key)
				SELECT number, 0, 'archive', 'key' || number FROM generate_series(2, 120) AS numbers(number)""");
		Ledgers.execute(this.world,
				"""
						INSERT INTO batch_job_execution (job_execution_id, version, job_instance_id, create_time, status,
						exit_code, exit_message, start_time, end_time)
						SELECT number, 1, number, CURRENT_TIMESTAMP, 'FAILED', 'FAILED', '', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP
						FROM generate_series(2, 120) AS numbers(number)""");
		Ledgers.execute(this.world, """
				INSERT INTO batch_job_execution_params (job_execution_id, parameter_name, parameter_type,
				parameter_value, identifying)
				SELECT job_execution_id, parameter_name, parameter_type, parameter_value, identifying
				FROM batch_job_execution_params parameter CROSS JOIN generate_series(2, 120) AS numbers(number)
				""".replace("SELECT job_execution_id,", "SELECT number,"));
		try (ServedPages pages = ServedPages.start()) {
			assertThat(pages.text("/executions/1")).contains("1 to 200 of 450", "w-200 50001")
				.doesNotContain("w-201 50001");
			assertThat(pages.text("/executions/1?page=3")).contains("401 to 450 of 450", "w-401 50001", "w-450 50001");
			assertThat(pages.links("/executions/1?page=2")).contains("/executions/1", "/executions/1?page=3");
			assertThat(pages.links("/executions"))
				.contains("/executions/120", "/executions/71", "/executions?before=71")
				.doesNotContain("/executions/70");
			assertThat(pages.links("/executions?before=71")).contains("/executions/70", "/executions/21",
					"/executions?before=21", "/executions");
			assertThat(pages.links("/executions?status=failed&before=21")).contains("/executions/20", "/executions/2")
				.doesNotContain("/executions/1", "/executions?status=failed&before=2");
		}
	}

	@Test
	void saysThatThereIsNoneYet() {
		Ledgers.createDatabase();
		try (ServedPages pages = ServedPages.start()) {
			assertThat(pages.text("/executions")).contains("No execution yet", "log-archiver run");
		}
	}

	/** Lets one Worker hang while the other one is done. */
	void showsLiveWhatRuns() {
		works("acme~a", "acme~b");
		this.world.set("archiver.coreclaw.answer-timeout", "1s");
		this.world.platform().worker("acme~b").fail(Endpoint.LAST_LOG, Fault.hang());
		CompletableFuture<Result> run = new CompletableFuture<>();
		try (ServedPages pages = ServedPages.start()) {
			Thread.ofPlatform().start(() -> run.complete(RecentRuns.call("run --job nightly", "acme~a", "acme~b")));
			while (!pages.text("/executions/1").contains("1 of 2 Workers done")) {
				assertThat(run).isNotDone();
				Thread.onSpinWait();
			}
			assertThat(pages.text("/executions/1")).contains("running", "Workers/", "log-archiver restart 1");
			assertThat(pages.text("/executions?status=running")).contains("1 nightly", "running",
					"1 archived, 1 not done (");
			this.world.platform().worker("acme~b").heal();
		}
		finally {
			this.world.heal();
		}
		assertThat(run.join().code()).isZero();
	}

}
