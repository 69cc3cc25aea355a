package dev.logarchiver.acceptance.archiving;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.logarchiver.simulation.Call;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.simulation.SimulatedWorker;
import dev.logarchiver.simulation.Ulid;
import dev.logarchiver.world.ArchivedObject;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Past runs, as the platform lists them.
 */
class BackfillTests {

	private static final Instant NEW_YEAR = Instant.parse("2025-12-31T16:00:00Z");

	private final World world = world().set("archiver.coreclaw.max-attempts", "2")
		.set("archiver.download.max-attempts", "2");

	private final SimulatedWorker worker = this.world.platform().worker("acme~shop");

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private Result backfill(int code, String... options) {
		Result result = Program
			.call(Stream.concat(Stream.of("backfill", "--json", "--worker", "acme/shop"), Stream.of(options))
				.toArray(String[]::new));
		assertThat(result.code()).as(result.toString()).isEqualTo(code);
		return result;
	}

	private void assertRuns(Result result, int found, int known, int archived, int gone, int failed) {
		JsonNode runs = result.json().path("runs");
		assertThat(List.of(runs.path("found").asInt(), runs.path("known").asInt(), runs.path("archived").asInt(),
				runs.path("gone").asInt(), runs.path("failed").asInt()))
			.as(result.toString())
			.containsExactly(found, known, archived, gone, failed);
	}

	private List<String> archived() {
		return ArchivedObject.of(this.world).stream().map(ArchivedObject::run).toList();
	}

	@Test
	void archivesTheRunsOfARangeAcrossTheYearsOfThePlatform() {
		SimulatedRun before = this.worker.run(Instant.parse("2025-11-30T23:59:59Z"));
		SimulatedRun first = this.worker.run(Instant.parse("2025-12-01T00:00:00Z"));
		SimulatedRun december = this.worker.run(NEW_YEAR.minusMillis(1));
		SimulatedRun january = this.worker.run(NEW_YEAR);
		SimulatedRun last = this.worker.run(Instant.parse("2026-01-31T23:59:59Z"));
		SimulatedRun after = this.worker.run(Instant.parse("2026-02-01T00:00:00Z"));
		Result result = backfill(0, "--since", "2025-12-01", "--until", "2026-02-01");
		assertRuns(result, 4, 0, 4, 0, 0);
		assertThat(result.json().path("workers").asInt()).isEqualTo(1);
		assertThat(result.json().path("archived").asInt()).isEqualTo(1);
		assertThat(archived()).containsExactlyInAnyOrder(first.slug(), december.slug(), january.slug(), last.slug())
			.doesNotContain(before.slug(), after.slug());
		assertThat(this.world.keys()).contains("worker=acme~shop/date=2025-12-31/" + january.slug() + ".log.gz");
	}

	@Test
	void takesWhatThePlatformListsForTheRangeWhateverTimeTheIdsTell() {
		Instant since = Instant.parse("2026-03-10T06:00:00Z");
		Instant until = Instant.parse("2026-03-10T12:00:00Z");
		this.worker.run(since.minusSeconds(60));
		SimulatedRun ahead = this.worker.run(Ulid.of(until.plusSeconds(7200), 1), until.minusSeconds(60));
		SimulatedRun behind = this.worker.run(Ulid.of(since.minusSeconds(500_000), 2), since.plusSeconds(60));
		SimulatedRun writtenDownLate = this.worker.run(Ulid.of(until.minusMillis(5), 3), until.plusMillis(5));
		this.worker.run(Ulid.of(until.plusMillis(1), 4), until.plusMillis(1000));
		Result result = backfill(0, "--since", since.toString(), "--until", until.toString());
		assertRuns(result, 3, 0, 3, 0, 0);
		assertThat(archived()).containsExactlyInAnyOrder(ahead.slug(), behind.slug(), writtenDownLate.slug());
	}

	@Test
	void leavesAloneWhatIsArchived() {
		this.worker.run(NEW_YEAR.plusSeconds(60));
		SimulatedRun last = this.worker.run(NEW_YEAR.plusSeconds(120));
		Program.call("run", "--worker", "acme/shop");
		this.world.platform().forgetCalls();
		Result result = backfill(0, "--since", "2025-12-31", "--until", "2026-01-02");
		assertRuns(result, 2, 1, 1, 0, 0);
		assertThat(this.world.platform().downloads()).extracting(Call::path)
			.noneMatch((path) -> path.contains(last.slug()));
		Result nothingLeft = backfill(0, "--since", "2025-12-31", "--until", "2026-01-03");
		assertThat(nothingLeft.json().path("unchanged").asInt()).isEqualTo(1);
		assertRuns(nothingLeft, 2, 2, 0, 0, 0);
	}

	@ParameterizedTest
	@CsvSource({ "failed, 1, status=failed", "aborted, 1, ''", "succeeded, 2, status=succeeded",
			"'failed,aborted', 2, ''" })
	void archivesOnlyRunsOfAStatus(String status, int expected, String filter) {
		this.worker.run(NEW_YEAR);
		this.worker.run(NEW_YEAR.plusSeconds(1));
		this.worker.run(NEW_YEAR.plusSeconds(2)).finished("failed", NEW_YEAR.plusSeconds(60));
		this.worker.run(NEW_YEAR.plusSeconds(3)).finished("aborted", NEW_YEAR.plusSeconds(60));
		Result result = backfill(0, "--since", "2025-12-31", "--until", "2026-01-02", "--status", status);
		assertRuns(result, expected, 0, expected, 0, 0);
		assertThat(this.world.platform().apiCalls()).filteredOn((call) -> call.endpoint() == Endpoint.RUNS)
			.allSatisfy((call) -> assertThat(call.target().contains("status=")).isEqualTo(!filter.isEmpty()));
	}

	@Test
	void aPlanSaysWhatThereIsMonthByMonthAndStoresNothing() {
		for (int i = 0; i < 150; i++) {
			this.worker.run(NEW_YEAR.minusSeconds(600L * (i + 1)));
		}
		this.worker.run(NEW_YEAR.plusSeconds(60)).running();
		SimulatedRun last = this.worker.run(NEW_YEAR.plusSeconds(120));
		Program.call("run", "--no-catch-up", "--worker", "acme/shop");
		List<String> keys = this.world.keys();
		String[] range = { "--since", "2025-12-15", "--until", "2026-01-15", "--dry-run" };
		Result plan = backfill(0, range);
		assertThat(plan.json().path("months")).hasSize(2);
		assertThat(plan.json().path("months").path(0).toString())
			.isEqualTo("{\"month\":\"2025-12\",\"found\":150,\"archived\":0,\"to_fetch\":150,\"api_calls\":152}");
		assertThat(plan.json().path("months").path(1).toString())
			.isEqualTo("{\"month\":\"2026-01\",\"found\":2,\"archived\":1,\"to_fetch\":1,\"api_calls\":3}");
		assertThat(this.world.keys()).isEqualTo(keys).allMatch((key) -> key.contains(last.slug()));
		Result text = Program.call("backfill", "--worker", "acme/shop", "--since", "2025-12-15", "--until",
				"2026-01-15", "--dry-run");
		assertThat(text.output()).containsPattern("2025-12 +150 +0 +150 +152")
			.containsPattern("total +152 +1 +151 +155");
		assertThat(Program.call("executions", "--json").json()).hasSize(1);
	}

	@Test
	void goesOnWhereItStood() {
		for (int month = 1; month <= 6; month++) {
			for (int i = 0; i < 10; i++) {
				this.worker.run(Instant.parse("2026-0%d-10T00:00:00Z".formatted(month)).plusSeconds(i));
			}
		}
		this.world.set("archiver.concurrency", "1");
		this.world.platform().fail(Endpoint.RUNS, Fault.reset().afterFirst(3));
		this.world.platform().worker("other").run(NEW_YEAR);
		String list = this.world.file("list.txt", "acme/shop\n" + "other\n".repeat(1) + others()).toString();
		String[] command = { "backfill", "--json", "--workers", list, "--since", "2026-01-01", "--until",
				"2026-07-01" };
		Result down = Program.call(command);
		assertThat(down.code()).as(down.toString()).isEqualTo(1);
		this.world.platform().heal().forgetCalls();
		Result restarted = Program.call(command);
		assertThat(restarted.code()).as(restarted.toString()).isZero();
		assertRuns(restarted, 60, 0, 60, 0, 0);
		assertThat(archived()).hasSize(60).doesNotHaveDuplicates();
		assertThat(this.world.platform().apiCalls()).filteredOn((call) -> call.endpoint() == Endpoint.RUNS)
			.filteredOn((call) -> call.target().contains("acme"))
			.as("months listed before are not listed again")
			.hasSizeLessThan(6);
		this.world.platform().forgetCalls();
		Result again = Program.call(command);
		assertThat(again.json().path("execution")).isEqualTo(restarted.json().path("execution"));
		assertThat(this.world.platform().calls()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "2999-01-01" })
	void oneUntilNowIsTakenUpByTheSameCommand(String until) {
		this.worker.run(Instant.parse("2026-01-10T00:00:00Z"));
		Stream<String> end = until.isEmpty() ? Stream.of() : Stream.of("--until", until);
		String[] command = Stream
			.concat(Stream.of("backfill", "--json", "--worker", "acme/shop", "--since", "2026-01-01"), end)
			.toArray(String[]::new);
		this.world.set("CORECLAW_API_KEY", "another-key");
		assertThat(Program.call(command).code()).isEqualTo(4);
		this.world.set("CORECLAW_API_KEY", this.world.platform().apiKey());
		backfill(0, "--since", "2026-01-02", "--until", until.isEmpty() ? "2998-01-01" : until);
		assertThat(Program.call(command).code()).isZero();
		assertThat(Program.call("restart").code()).as("nothing is left to resume").isEqualTo(2);
		JsonNode executions = Program.call("executions", "--json").json();
		assertThat(executions).extracting((execution) -> execution.path("status").asString())
			.containsExactly("COMPLETED", "COMPLETED", "FAILED");
		assertThat(executions.path(0).path("until")).as("the same range").isEqualTo(executions.path(2).path("until"));
		this.worker.run(Instant.parse("2026-02-10T00:00:00Z"));
		assertRuns(Program.call(command), 2, 1, 1, 0, 0);
	}

	private String others() {
		StringBuilder list = new StringBuilder();
		for (int i = 0; i < 25; i++) {
			this.world.platform().worker("idle-" + i);
			list.append("idle-").append(i).append('\n');
		}
		return list.toString();
	}

	@Test
	void runsThatAppearWhilePagingHideNoOthers() {
		for (int i = 0; i < 250; i++) {
			this.worker.run(NEW_YEAR.plusSeconds(60L * i));
		}
		AtomicInteger appeared = new AtomicInteger();
		try (FaultyProxy platform = FaultyProxy.inFrontOf(this.world.platform().baseUrl())) {
			platform.dropRequest((request) -> {
				if ("2".equals(request.parameter("offset"))) {
					for (int i = 0; i < 30; i++) {
						this.worker.run(NEW_YEAR.plusSeconds(60L * 250 + appeared.incrementAndGet()));
					}
				}
				return false;
			}, Integer.MAX_VALUE);
			this.world.set("CORECLAW_BASE_URL", platform.uri().toString());
			backfill(0, "--since", "2025-12-31", "--until", "2026-01-02");
		}
		assertThat(appeared.get()).isPositive();
		List<String> before = this.worker.runs().stream().limit(250).map(SimulatedRun::slug).toList();
		assertThat(archived()).containsAll(before).doesNotHaveDuplicates();
	}

	@Test
	void whatFailsIsTriedAgainByTheTicks() {
		SimulatedRun bad = this.worker.run(NEW_YEAR).fail(Endpoint.DOWNLOAD, Fault.page(500).times(2));
		SimulatedRun gone = this.worker.run(NEW_YEAR.plusSeconds(1)).url(null).preview();
		SimulatedRun last = this.worker.run(NEW_YEAR.plusSeconds(2));
		Result result = backfill(3, "--since", "2025-12-31", "--until", "2026-01-02");
		assertRuns(result, 3, 0, 1, 1, 1);
		assertThat(result.json().path("failures")).singleElement()
			.satisfies((failure) -> assertThat(failure.path("run_id").asString()).isEqualTo(bad.slug()));
		Result tick = Program.call("run", "--json", "--worker", "acme/shop");
		assertThat(tick.code()).as(tick.toString()).isZero();
		assertThat(archived()).containsExactlyInAnyOrder(bad.slug(), last.slug()).doesNotContain(gone.slug());
	}

	@Test
	void oneBadWorkerStopsNoOther() {
		this.worker.run(NEW_YEAR);
		Result result = backfill(3, "--worker", "no-such", "--worker", "not an id", "--since", "2025-12-31", "--until",
				"2026-01-02");
		assertThat(result.json().path("workers").asInt()).isEqualTo(3);
		assertThat(result.json().path("archived").asInt()).isEqualTo(1);
		assertThat(result.json().path("failed").asInt()).isEqualTo(2);
		assertThat(result.json().path("failures").findValuesAsString("code")).containsExactlyInAnyOrder("50001",
				"invalid_worker_id");
	}

	@Test
	void aWorkerWithoutRunsInTheRangeHasNoRun() {
		this.worker.run(NEW_YEAR);
		Result result = backfill(0, "--since", "2026-02-01", "--until", "2026-03-01");
		assertThat(result.json().path("no_run").asInt()).isEqualTo(1);
		assertRuns(result, 0, 0, 0, 0, 0);
	}

	@Test
	void isListedAndShownAmongTheExecutions() {
		this.worker.run(NEW_YEAR);
		Result result = backfill(0, "--since", "2025-12-31", "--until", "2026-01-02", "--status", "succeeded");
		String execution = result.json().path("execution").asString();
		assertThat(Program.call("executions").output()).contains("backfill",
				"2025-12-31T00:00:00Z to 2026-01-02T00:00:00Z");
		assertThat(Program.call("show", execution).output())
			.contains("Command       backfill", "Since         2025-12-31T00:00:00Z", "Status        succeeded")
			.containsPattern("Runs +1 +in that time");
		JsonNode listed = Program.call("executions", "--json").json().path(0);
		assertThat(listed.path("command").asString()).isEqualTo("backfill");
		assertThat(listed.path("since").asString()).isEqualTo("2025-12-31T00:00:00Z");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "--since 2026-01-02 --until 2026-01-01 | is not before --until",
					"--since 2999-01-01 | lies in the future", "--until 2026-01-01 | --since",
					"--since lately | is not a time", "--since 2026-01-01 --status done | done" })
	void refusesWhatMakesNoSense(String options, String told) {
		Result result = Program
			.call(Stream.concat(Stream.of("backfill", "--worker", "w"), Stream.of(options.split(" ")))
				.toArray(String[]::new));
		assertThat(result.code()).as(result.toString()).isEqualTo(2);
		assertThat(result.errors()).contains(told);
	}

}
