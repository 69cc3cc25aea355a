package dev.logarchiver.acceptance.monitoring;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.MetricsReceiver;
import dev.logarchiver.world.MetricsReceiver.Push;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.Samples;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a Pushgateway is told of executions, however they end.
 */
class MetricsTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final String EXIT_CODE = "log_archiver_last_exit_code";

	private static final String SUCCESS = "log_archiver_last_success_timestamp_seconds";

	private static final String RUNS = "log_archiver_last_archived_runs";

	private static final String WORKERS = "log_archiver_last_workers";

	private final MetricsReceiver gateway = MetricsReceiver.start();

	private final World world = world().set("archiver.metrics.pushgateway.url", this.gateway.url() + "/")
		.set("archiver.coreclaw.max-attempts", "3");

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
		this.gateway.close();
	}

	@Test
	void tellsWhatAnExecutionDid() {
		double before = seconds(Instant.now());
		SimulatedRun good = this.world.platform()
			.worker("good")
			.run(JUNE)
			.fail(Endpoint.DOWNLOAD, Fault.delay(Duration.ofMillis(20)));
		int size = good.log().bytes().length;
		this.world.platform().worker("goes-on").run(JUNE.minusSeconds(60)).running();
		this.world.platform().worker("idle");
		this.world.platform().worker("bad").fail(Fault.error(PlatformError.INVALID_ARGUMENT));
		Result result = Program.call("run", "--json", "--job", "nightly", "--worker", "good", "--worker", "goes-on",
				"--worker", "idle", "--worker", "bad");
		assertThat(result.code()).as(result.toString()).isEqualTo(3);
		assertThat(this.gateway.pushes()).hasSize(1);
		Push push = this.gateway.last();
		assertThat(push.method()).isEqualTo("PUT");
		assertThat(push.path()).isEqualTo("/metrics/job/log-archiver/job_name/nightly/command/run");
		assertThat(push.header("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
		assertThat(push.header("Authorization")).isEmpty();
		Samples samples = push.samples();
		assertThat(samples.label("job_name")).containsExactly("nightly");
		assertThat(samples.label("command")).containsExactly("run");
		assertThat(samples.value(EXIT_CODE)).isEqualTo(3);
		assertThat(samples.value("log_archiver_last_listed_workers")).isEqualTo(4);
		assertThat(samples.value(WORKERS, "outcome=\"archived\"")).isEqualTo(2);
		assertThat(samples.value(WORKERS, "outcome=\"unchanged\"")).isZero();
		assertThat(samples.value(WORKERS, "outcome=\"no_run\"")).isOne();
		assertThat(samples.value(WORKERS, "outcome=\"failed\"")).isOne();
		assertThat(samples.value("log_archiver_last_partial_workers")).isOne();
		assertThat(samples.value("log_archiver_last_preview_logs")).isZero();
		assertThat(samples.value("log_archiver_last_downloads")).isEqualTo(2);
		assertThat(samples.value("log_archiver_last_download_seconds")).isGreaterThanOrEqualTo(0.02);
		assertThat(samples.value("log_archiver_last_archived_bytes")).isEqualTo(result.json().path("bytes").asDouble())
			.isGreaterThan(size);
		assertThat(samples.value("log_archiver_newest_run_timestamp_seconds")).isEqualTo(seconds(JUNE));
		assertThat(samples.value("log_archiver_last_duration_seconds")).isPositive();
		double start = samples.value("log_archiver_last_start_timestamp_seconds");
		double end = samples.value("log_archiver_last_end_timestamp_seconds");
		assertThat(start).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(end);
		assertThat(samples.value(SUCCESS)).isEqualTo(end);
	}

	@Test
	void tellsHowTheRunsEndedThatWereArchivedAndHowManyWorkersFail() {
		this.world.platform().worker("well").run(JUNE);
		this.world.platform().worker("ill").run(JUNE).finished("failed", JUNE);
		this.world.platform().worker("stopped").run(JUNE).finished("aborted", JUNE);
		assertRuns(1, 1, 1);
		this.world.platform().worker("well").run(JUNE.plusSeconds(60)).finished("failed", JUNE.plusSeconds(60));
		this.world.platform().worker("ill").run(JUNE.plusSeconds(60)).finished("failed", JUNE.plusSeconds(60));
		assertRuns(2, 2, 1);
		this.world.platform().worker("well").run(JUNE.plusSeconds(120));
		assertRuns(0, 0, 0);
		assertThat(this.gateway.last().samples().value(RUNS, "status=\"succeeded\"")).isOne();
	}

	private void assertRuns(int failed, int failing, int newly) {
		assertThat(Program.call("run", "--worker", "well", "--worker", "ill", "--worker", "stopped").code()).isZero();
		Samples samples = this.gateway.last().samples();
		assertThat(samples.value(RUNS, "status=\"failed\"")).isEqualTo(failed);
		assertThat(samples.value("log_archiver_last_failing_workers")).isEqualTo(failing);
		assertThat(samples.value("log_archiver_last_newly_failing_workers")).isEqualTo(newly);
	}

	private static double seconds(Instant time) {
		return (double) time.getEpochSecond();
	}

	@Test
	void aRejectedKeyDoesNotEraseWhenAllWasWell() {
		this.world.platform().worker("w").run(JUNE);
		assertThat(Program.call("run", "--worker", "w").code()).isZero();
		double success = this.gateway.last().samples().value(SUCCESS);
		this.world.platform().failApi(Fault.error(PlatformError.KEY_INVALID));
		assertThat(Program.call("run", "--worker", "w").code()).isEqualTo(4);
		Samples samples = this.gateway.last().samples();
		assertThat(samples.value(EXIT_CODE)).isEqualTo(4);
		assertThat(samples.value(SUCCESS)).isEqualTo(success)
			.isLessThan(samples.value("log_archiver_last_end_timestamp_seconds"));
	}

	@Test
	void aJobThatNeverWentThroughHasNoSuccess() {
		this.world.platform().failApi(Fault.page(503));
		assertThat(Program.call("run", "--workers", this.world.file("list.txt", workers(30)).toString()).code())
			.isOne();
		Samples samples = this.gateway.last().samples();
		assertThat(samples.value(EXIT_CODE)).isOne();
		assertThat(samples.value("log_archiver_last_listed_workers")).isEqualTo(30);
		assertThat(samples.has(SUCCESS)).isFalse();
		assertThat(samples.has("log_archiver_newest_run_timestamp_seconds")).isFalse();
	}

	private static String workers(int count) {
		StringBuilder list = new StringBuilder();
		for (int i = 0; i < count; i++) {
			list.append("owner/worker-").append(i).append('\n');
		}
		return list.toString();
	}

	@Test
	void tellsOfAnExecutionThatCouldNotBegin() {
		this.world.platform().worker("w").run(JUNE);
		this.world.unset("CORECLAW_API_KEY");
		assertThat(Program.call("run", "--job", "nightly", "--worker", "w").code()).isEqualTo(2);
		assertToldAlone(2);
	}

	@Test
	void tellsOfADatabaseThatIsDown() {
		this.world.set("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/none");
		this.world.set("spring.datasource.hikari.connection-timeout", "250");
		Result result = Program.call("run", "--job", "nightly", "--worker", "w");
		assertThat(result.code()).as(result.toString()).isOne();
		assertToldAlone(1);
	}

	/**
	 * Nothing else is known, so what was told before must stay.
	 */
	private void assertToldAlone(int exitCode) {
		Push push = this.gateway.last();
		assertThat(push.method()).isEqualTo("POST");
		assertThat(push.path()).isEqualTo("/metrics/job/log-archiver/job_name/nightly/command/run");
		assertThat(push.samples().names()).containsExactly("log_archiver_last_end_timestamp_seconds", EXIT_CODE);
		assertThat(push.samples().value(EXIT_CODE)).isEqualTo(exitCode);
	}

	@Test
	void tellsNothingOfWhatIsNoExecution() {
		this.world.platform().worker("w").run(JUNE);
		Program.call("run", "--dry-run", "--worker", "w");
		Program.call("run", "--dry-run", "--workers", "missing.txt");
		Program.call("backfill", "--since", "2026-06-01", "--dry-run", "--worker", "w");
		Program.call("restart");
		Program.call("status");
		Program.call("run", "--worker", "w", "--job", "../../else");
		assertThat(this.gateway.pushes()).isEmpty();
	}

	@Test
	void aBackfillIsAnotherGroup() {
		this.world.platform().worker("w").run(JUNE);
		Program.call("backfill", "--since", "2026-06-01", "--until", "2026-07-01", "--worker", "w");
		Push push = this.gateway.last();
		assertThat(push.path()).isEqualTo("/metrics/job/log-archiver/job_name/backfill/command/backfill");
		assertThat(push.samples().value("log_archiver_last_runs", "outcome=\"archived\"")).isOne();
		assertThat(push.samples().has(SUCCESS)).isTrue();
	}

	@Test
	void aRestartCountsAsWhatItTakesUp() {
		this.world.platform().worker("w").run(JUNE);
		this.world.platform().failApi(Fault.error(PlatformError.KEY_INVALID));
		assertThat(Program.call("run", "--job", "nightly", "--worker", "w").code()).isEqualTo(4);
		this.world.platform().heal();
		assertThat(Program.call("restart").code()).isZero();
		assertThat(this.gateway.pushes()).hasSize(2)
			.allSatisfy((push) -> assertThat(push.path()).endsWith("/job_name/nightly/command/run"));
		assertThat(this.gateway.last().samples().value(EXIT_CODE)).isZero();
	}

	@Test
	void countsRetriesAndRefusals() {
		this.world.set("archiver.download.max-attempts", "3");
		this.world.platform().worker("flaky").fail(Fault.page(502).times(2)).run(JUNE);
		this.world.platform().worker("gone").fail(Fault.page(502)).run(JUNE);
		this.world.platform()
			.worker("busy")
			.fail(Endpoint.DOWNLOAD, Fault.page(503).retryAfter("1").times(1))
			.run(JUNE);
		this.world.platform().worker("last").fail(Fault.error(PlatformError.TOO_MANY_REQUESTS).times(1)).run(JUNE);
		Program.call("run", "--worker", "flaky", "--worker", "gone", "--worker", "busy", "--worker", "last");
		Samples samples = this.gateway.last().samples();
		assertThat(samples.value("log_archiver_last_retries", "api")).isEqualTo(4);
		assertThat(samples.value("log_archiver_last_retries", "storage")).isOne();
		assertThat(samples.value("log_archiver_last_rate_limit_refusals", "api")).isOne();
		assertThat(samples.value("log_archiver_last_rate_limit_refusals", "storage")).isOne();
		assertThat(samples.value("log_archiver_last_rate_limit_wait_seconds", "api")).isPositive();
		assertThat(samples.value("log_archiver_last_rate_limit_wait_seconds", "storage")).isEqualTo(1);
	}

	@Test
	void countsWorkersThatFailAgainAndAgain() {
		this.world.platform().worker("good").run(JUNE);
		this.world.platform().worker("bad").fail(Fault.error(PlatformError.INVALID_ARGUMENT));
		for (int i = 0; i < 3; i++) {
			Program.call("run", "--worker", "good", "--worker", "bad");
			Program.call("run", "--job", "other", "--worker", "good");
		}
		List<Double> failing = this.gateway.pushes()
			.stream()
			.map((push) -> push.samples().value("log_archiver_failing_workers"))
			.toList();
		assertThat(failing).containsExactly(0.0, 0.0, 0.0, 0.0, 1.0, 0.0);
	}

	@Test
	void tellsHowOftenAnExecutionIsExpected() {
		this.world.platform().worker("w").run(JUNE);
		Program.call("run", "--worker", "w");
		assertThat(this.gateway.last().samples().has("log_archiver_expected_interval_seconds")).isFalse();
		this.world.set("archiver.status.expect-every", "25h");
		Program.call("run", "--worker", "w");
		assertThat(this.gateway.last().samples().value("log_archiver_expected_interval_seconds")).isEqualTo(25 * 3600);
	}

	@Test
	void aCompletedTickIsToldAgain() {
		this.world.platform().worker("w").run(JUNE);
		Program.call("run", "--scheduled-at", "2026-06-15T13:00:00Z", "--worker", "w");
		Program.call("run", "--scheduled-at", "2026-06-15T13:00:00Z", "--worker", "w");
		assertThat(this.gateway.pushes()).hasSize(2);
		assertThat(this.gateway.last().samples().value("log_archiver_last_end_timestamp_seconds"))
			.isEqualTo(this.gateway.pushes().getFirst().samples().value("log_archiver_last_end_timestamp_seconds"));
	}

	@Test
	void sendsTheCredentialsOfThePushgateway() {
		this.world.platform().worker("w").run(JUNE);
		this.world.set("archiver.metrics.pushgateway.username", "pusher")
			.set("archiver.metrics.pushgateway.password", "s3cr3t");
		Program.call("run", "--worker", "w");
		assertThat(this.gateway.last().header("Authorization"))
			.hasValue("Basic " + Base64.getEncoder().encodeToString("pusher:s3cr3t".getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void aPushgatewayThatTakesNothingIsAWarning() {
		this.world.platform().worker("w").run(JUNE);
		Result usual = Program.call("run", "--json", "--worker", "w");
		this.world.set("archiver.metrics.pushgateway.username", "pusher")
			.set("archiver.metrics.pushgateway.password", "s3cr3t");
		this.gateway.answer(401);
		assertWarned(Program.call("run", "--json", "-v", "--worker", "w"), "HTTP 401, said by the receiver", usual);
		this.world.set("archiver.metrics.timeout", "300ms");
		this.gateway.answerNothing();
		assertWarned(Program.call("run", "--json", "-v", "--worker", "w"), "", usual);
		this.world.set("archiver.metrics.pushgateway.url", "http://127.0.0.1:1");
		assertWarned(Program.call("run", "--json", "-v", "--worker", "w"), "connection refused by", usual);
	}

	private static void assertWarned(Result result, String reason, Result usual) {
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.json().path("unchanged").asInt()).isOne();
		assertThat(result.output().lines().count()).isEqualTo(usual.output().lines().count());
		assertThat(result.errors().lines().filter((line) -> line.contains(" WARN "))).singleElement()
			.asString()
			.contains("The metrics didn't reach the Pushgateway http://127.0.0.1:", reason)
			.doesNotContain("s3cr3t");
		assertThat(result.errors()).doesNotContain("s3cr3t", "\tat ");
	}

}
