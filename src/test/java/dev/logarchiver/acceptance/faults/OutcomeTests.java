package dev.logarchiver.acceptance.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.SimulatedPlatform;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What each row of the platform's error table becomes, and with which exit code.
 */
class OutcomeTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private final World world = new World().set("archiver.coreclaw.max-attempts", "3");

	@AfterEach
	void end() {
		this.world.close();
	}

	private static Stream<Arguments> failures() {
		List<Arguments> failures = new ArrayList<>();
		for (PlatformError error : List.of(PlatformError.INVALID_ARGUMENT, PlatformError.NOT_IMPLEMENTED,
				PlatformError.WORKER_NOT_FOUND)) {
			failures.add(arguments(Fault.error(error), String.valueOf(error.code()), error.message(), 1));
			failures.add(arguments(Fault.errorWithin200(error), String.valueOf(error.code()), error.message(), 1));
		}
		for (PlatformError error : List.of(PlatformError.SYSTEM_ERROR, PlatformError.DATABASE_ERROR,
				PlatformError.PLAN_LIMIT)) {
			failures.add(arguments(Fault.error(error), String.valueOf(error.code()), error.message(), 3));
			failures.add(arguments(Fault.errorWithin200(error), String.valueOf(error.code()), error.message(), 3));
		}
		failures.add(arguments(Fault.page(502), "http_502", "not a JSON envelope", 3));
		failures.add(arguments(Fault.page(404), "http_404", "not a JSON envelope", 1));
		failures.add(arguments(Fault.malformedJson(), "malformed_answer", "not a JSON envelope", 3));
		failures.add(arguments(Fault.cutAfter(20), "connection", "no whole answer", 3));
		failures.add(arguments(Fault.reset(), "connection", "no whole answer", 3));
		failures.add(arguments(Fault.noAnswer(), "connection", "no whole answer", 3));
		failures
			.add(arguments(Fault.redirect(302, "http://127.0.0.1:1/elsewhere"), "http_302", "not a JSON envelope", 1));
		return failures.stream();
	}

	@ParameterizedTest
	@MethodSource("failures")
	void failsTheWorkerAndNotTheOthers(Fault fault, String code, String reason, int calls) {
		this.world.platform().worker("bad").fail(fault).run(JUNE);
		this.world.platform().worker("good").run(JUNE);
		Result result = Program.call("run", "--json", "--worker", "bad", "--worker", "good");
		assertThat(result.code()).as(result.toString()).isEqualTo(3);
		assertThat(result.json().path("status").asString()).isEqualTo("COMPLETED");
		assertThat(result.json().path("archived").asInt()).isOne();
		JsonNode failure = result.json().at("/failures/0");
		assertThat(failure.path("worker").asString()).isEqualTo("bad");
		assertThat(failure.path("code").asString()).isEqualTo(code);
		assertThat(failure.path("reason").asString()).contains(reason);
		// a kept connection that turns out dead costs no attempt
		assertThat(this.world.platform().apiCalls().stream().filter((call) -> call.path().contains("/bad/")))
			.hasSizeBetween(calls, code.equals("connection") ? 2 * calls : calls);
	}

	@ParameterizedTest
	@MethodSource("failures")
	void archivesTheWorkerOnceItIsWellAgain(Fault fault, String code, String reason, int calls) {
		this.world.platform().worker("bad").fail(fault.times(1)).run(JUNE);
		Result first = Program.call("run", "--json", "--worker", "bad");
		Result second = Program.call("run", "--json", "--worker", "bad");
		assertThat(first.json().path("archived").asInt() + second.json().path("archived").asInt()).isOne();
		assertThat(first.code()).isEqualTo((calls > 1) ? 0 : 3);
		assertThat(second.code()).isZero();
		assertThat(this.world.keys()).hasSize(1);
	}

	@Test
	void tellsTheDetailsAndTheRequestOfARefusal() {
		this.world.platform().worker("w").fail(Fault.error(400, 11000, "invalid argument", "worker_id: moved", "x"));
		JsonNode failure = Program.call("run", "--json", "--worker", "w").json().at("/failures/0");
		assertThat(failure.path("reason").asString()).isEqualTo("invalid argument; worker_id: moved; x");
		assertThat(failure.path("request_id").asString()).startsWith("req-");
	}

	@ParameterizedTest
	@MethodSource("noRuns")
	void takesAMissingRunForNone(Fault fault) {
		this.world.platform().worker("idle").fail(Endpoint.LAST_LOG, fault).run(JUNE);
		Result result = Program.call("run", "--json", "--worker", "idle");
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.json().path("no_run").asInt()).isOne();
	}

	private static Stream<Fault> noRuns() {
		return Stream.of(PlatformError.NOT_FOUND, PlatformError.RUN_NOT_FOUND)
			.flatMap((error) -> Stream.of(Fault.error(error), Fault.errorWithin200(error)));
	}

	@ParameterizedTest
	@MethodSource("rejections")
	void stopsAtOnceWhereTheKeyIsRejected(Fault fault) {
		this.world.platform().everyUnknownWorkerHasOneRun().failApi(fault);
		this.world.set("archiver.concurrency", "4");
		String list = this.world.file("workers.txt", "w\n".repeat(1) + workers(500)).toString();
		Result result = Program.call("run", "--json", "--workers", list);
		assertThat(result.code()).as(result.toString()).isEqualTo(4);
		assertThat(result.json().path("status").asString()).isEqualTo("FAILED");
		assertThat(result.json().path("reason").asString())
			.contains("The platform rejects the API key, CORECLAW_API_KEY or the file");
		assertThat(this.world.platform().apiCalls()).hasSizeLessThanOrEqualTo(8);
		assertThat(this.world.keys()).isEmpty();
	}

	private static Stream<Fault> rejections() {
		return Stream.concat(Stream.of(Fault.page(401)), Stream.of(PlatformError.KEY_MISSING, PlatformError.KEY_INVALID)
			.flatMap((error) -> Stream.of(Fault.error(error), Fault.errorWithin200(error))));
	}

	@ParameterizedTest
	@MethodSource("throttles")
	void slowsDownAndGoesOnWhereCallsAreTooMany(Fault fault) {
		this.world.platform().everyUnknownWorkerHasOneRun().failApi(fault.times(4));
		Result result = Program.call("run", "--json", "--worker", "a", "--worker", "b");
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.json().path("archived").asInt()).isEqualTo(2);
	}

	private static Stream<Fault> throttles() {
		PlatformError error = PlatformError.TOO_MANY_REQUESTS;
		return Stream.of(Fault.error(error), Fault.errorWithin200(error), Fault.page(429),
				Fault.error(error).retryAfter("0"));
	}

	@Test
	void endsWhereThePlatformIsDown() {
		this.world.platform().failApi(Fault.page(503));
		String list = this.world.file("workers.txt", workers(500)).toString();
		Result result = Program.call("run", "--workers", list);
		assertThat(result.code()).as(result.toString()).isEqualTo(1);
		assertThat(result.output()).contains("failed", "no usable answer", "http_503", "restart");
		this.world.platform().heal().everyUnknownWorkerHasOneRun();
		Result restarted = Program.call("restart", "--json");
		assertThat(restarted.code()).as(restarted.toString()).isZero();
		assertThat(restarted.json().path("archived").asInt()).isEqualTo(500);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void endsWhereThePlatformIsDownHoweverShortTheList(int size) {
		this.world.platform().failApi(Fault.reset());
		String list = this.world.file("workers.txt", workers(size)).toString();
		Result result = Program.call("run", "--json", "--workers", list);
		assertThat(result.code()).as(result.toString()).isEqualTo(1);
		assertThat(result.json().path("status").asString()).isEqualTo("FAILED");
		assertThat(result.json().path("reason").asString()).contains("no usable answer");
		assertThat(Program.call("run", "--dry-run", "--workers", list).code()).isEqualTo(1);
		String[] backfill = { "backfill", "--workers", list, "--since", "2026-06-01", "--until", "2026-07-01" };
		assertThat(Program.call(backfill).code()).isEqualTo(1);
		this.world.platform().heal().everyUnknownWorkerHasOneRun();
		Result restarted = Program.call("restart", result.json().path("execution").asString(), "--json");
		assertThat(restarted.code()).as(restarted.toString()).isZero();
		assertThat(restarted.json().path("archived").asInt()).isEqualTo(size);
	}

	@Test
	void endsWhereThePlatformGoesDownWhileTheLastOnesAreAsked() {
		this.world.set("archiver.concurrency", "1").platform().everyUnknownWorkerHasOneRun();
		this.world.platform().failApi(Fault.page(502).afterFirst(6));
		String list = this.world.file("workers.txt", workers(5)).toString();
		Result result = Program.call("run", "--json", "--workers", list);
		assertThat(result.code()).as(result.toString()).isEqualTo(1);
		this.world.platform().heal();
		Result restarted = Program.call("restart", "--json");
		assertThat(restarted.code()).as(restarted.toString()).isZero();
		assertThat(restarted.json().path("archived").asInt()).isEqualTo(5);
	}

	@Test
	void aWorkerThatAloneGetsNoAnswerFailsEvenAsTheOnlyOne() {
		this.world.platform().worker("bad").fail(Fault.page(502)).run(JUNE);
		Result result = Program.call("run", "--json", "--worker", "bad");
		assertThat(result.code()).as(result.toString()).isEqualTo(3);
		assertThat(result.json().path("status").asString()).isEqualTo("COMPLETED");
	}

	@Test
	void endsWhereTheStoreDeniesEverythingHoweverLittleThatIs() {
		this.world.platform().worker("w").run(JUNE);
		this.world.wayToStore()
			.answer(403, "<Error><Code>AccessDenied</Code><Message>As ordered</Message></Error>",
					(request) -> request.method().equals("PUT"), Integer.MAX_VALUE);
		Result result = Program.call("run", "--json", "--worker", "w");
		assertThat(result.code()).as(result.toString()).isEqualTo(1);
		assertThat(result.json().path("reason").asString()).contains("denied every object");
		this.world.heal();
		Result restarted = Program.call("restart", "--json");
		assertThat(restarted.json().path("archived").asInt()).as(restarted.toString()).isEqualTo(1);
	}

	@Test
	void anObjectThatIsDeniedAloneFailsItsWorkerEvenAsTheOnlyOne() {
		this.world.platform().worker("w").run(JUNE);
		this.world.wayToStore()
			.answer(403, "<Error><Code>AccessDenied</Code><Message>As ordered</Message></Error>",
					(request) -> request.method().equals("PUT") && request.path().contains("2026-06-15"),
					Integer.MAX_VALUE);
		Result result = Program.call("run", "--json", "--worker", "w");
		assertThat(result.code()).as(result.toString()).isEqualTo(3);
	}

	@Test
	void aLogThatWasUnderWayDoesNotShowThatThePlatformIsThere() {
		this.world.set("archiver.concurrency", "8");
		SimulatedPlatform platform = this.world.platform().everyUnknownWorkerHasOneRun();
		platform.worker("slow").fail(Endpoint.DOWNLOAD, Fault.delay(Duration.ofMillis(400))).run(JUNE);
		for (int i = 0; i < 40; i++) {
			platform.worker("owner~worker-" + i)
				.fail(Fault.delay(Duration.ofMillis(100)))
				.fail(Fault.reset())
				.defaultRun();
		}
		String list = this.world.file("workers.txt", "slow\n" + workers(40)).toString();
		Result result = Program.call("run", "--json", "--workers", list);
		assertThat(result.code()).as(result.toString()).isEqualTo(1);
		assertThat(result.json().path("archived").asInt()).isEqualTo(1);
		assertThat(result.json().path("failures")).isEmpty();
		for (int i = 0; i < 40; i++) {
			platform.worker("owner~worker-" + i).heal();
		}
		Result restarted = Program.call("restart", "--json");
		assertThat(restarted.code()).as(restarted.toString()).isZero();
		assertThat(restarted.json().path("archived").asInt()).isEqualTo(41);
	}

	@Test
	void escapesWhatThePlatformSays() {
		this.world.platform().worker("w").fail(Fault.error(400, 11000, "\u001b[31mred\u202e\nnext line"));
		Result result = Program.call("run", "--worker", "w");
		assertThat(result.output()).contains("\\u001b[31mred\\u202e\\nnext line").doesNotContain("\u001b", "\u202e");
	}

	private static String workers(int count) {
		StringBuilder list = new StringBuilder();
		for (int i = 0; i < count; i++) {
			list.append("owner/worker-").append(i).append('\n');
		}
		return list.toString();
	}

}
