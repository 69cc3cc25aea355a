package dev.logarchiver.acceptance.archiving;

import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import dev.logarchiver.LogArchiverApplication;
import dev.logarchiver.archiving.Force;
import dev.logarchiver.cli.start.ListedApplication;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.intake.Selection;
import dev.logarchiver.intake.WorkerList;
import dev.logarchiver.job.Archiver;
import dev.logarchiver.job.RunRequest;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.simulation.SimulatedWorker;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a log is final: when its run has ended, or when its bytes stayed the same for long
 * enough by the platform's clock, and then only until its run has ended.
 */
class FinalityTests {

	private static final Instant MAY = Instant.parse("2026-05-20T12:00:00Z");

	private final World world = world().set("archiver.coreclaw.max-attempts", "2")
		.set("archiver.download.max-attempts", "2");

	private final SimulatedWorker worker = this.world.platform().worker("w");

	private final SimulatedRun run = this.worker.run(MAY).running().log("so far\n");

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private JsonNode tick(int code, String worker) {
		Result result = Program.call("run", "--json", "--worker", worker);
		assertThat(result.code()).as(result.toString()).isEqualTo(code);
		JsonNode json = result.json();
		assertThat(json.path("archived").asInt() + json.path("unchanged").asInt() + json.path("no_run").asInt()
				+ json.path("failed").asInt())
			.as(result.toString())
			.isEqualTo(json.path("workers").asInt());
		return json;
	}

	private void assertTexts(String... texts) {
		assertThat(this.world.keys()).extracting(this.world::text).containsExactlyInAnyOrder(texts);
	}

	@Test
	void aClockOfThisMachineThatIsWrongMakesNothingFinal() {
		tick(0, "w");
		try (ConfigurableApplicationContext context = application().run("--logging.level.dev.logarchiver=warn");
				WorkerList workers = new Selection().workers(List.of("w"), "--worker")
					.open(InputStream.nullInputStream(), this.world.state().resolve("spool"))) {
			ExecutionReport report = context.getBean(Archiver.class)
				.run(new RunRequest("default", null, Force.NONE, true, workers), (_) -> {
				});
			assertThat(report.counts().partial()).isOne();
		}
		this.run.append("the end\n").finished("succeeded", Instant.now());
		assertThat(tick(0, "w").path("archived").asInt()).isOne();
		assertTexts("so far\nthe end\n");
	}

	private static ListedApplication application() {
		ListedApplication application = new ListedApplication(LogArchiverApplication.class, false);
		application.addInitializers(FinalityTests::moveClock);
		return application;
	}

	private static void moveClock(ConfigurableApplicationContext context) {
		Clock ahead = Clock.offset(Clock.system(ZoneOffset.UTC), Duration.ofHours(25));
		((GenericApplicationContext) context).registerBean("movedClock", Clock.class, () -> ahead,
				(bean) -> bean.setPrimary(true));
	}

	@Test
	void thePlatformsClockMakesALogFinal() {
		this.world.platform().clock(() -> MAY);
		tick(0, "w");
		this.world.platform().clock(() -> MAY.plus(Duration.ofHours(23)));
		assertThat(tick(0, "w").path("partial").asInt()).isOne();
		this.world.platform().clock(() -> MAY.plus(Duration.ofHours(25)));
		assertThat(tick(0, "w").path("archived").asInt()).isOne();
		assertThat(this.world.keys()).noneMatch((key) -> key.contains(".partial."));
	}

	@Test
	void withoutThePlatformsTimeNothingIsFinalByTimeAlone() {
		this.world.set("archiver.settle-after", "0s").platform().dates(false);
		for (int tick = 0; tick < 3; tick++) {
			assertThat(tick(0, "w").path("partial").asInt()).isOne();
		}
		this.world.platform().dates(true);
		tick(0, "w");
		assertThat(tick(0, "w").path("partial").asInt()).as("counted from when the time was told").isZero();
	}

	@Test
	void aLogThatIsFinalByTimeAloneIsLookedAtOnceMoreWhenItsRunHasEnded() {
		settle();
		SimulatedRun next = this.worker.run(Instant.now());
		tick(0, "w");
		this.run.append("the end\n").finished("failed", Instant.now());
		JsonNode ended = tick(0, "w");
		assertThat(ended.path("archived").asInt()).isOne();
		assertTexts("so far\n", "so far\nthe end\n", text(next));
		assertNothingIsAsked();
	}

	@Test
	void theSameBytesStayAsTheyAre() {
		settle();
		this.run.finished("failed", Instant.now());
		assertThat(tick(0, "w").path("unchanged").asInt()).isOne();
		assertTexts("so far\n");
		assertThat(Program.call("logs", "--json").json().path(0).path("status").asString()).isEqualTo("failed");
		assertNothingIsAsked();
	}

	@Test
	void aLastLookThatFailsFailsTheWorkerUntilItSucceeds() {
		settle();
		this.run.append("the end\n")
			.finished("failed", Instant.now())
			.fail(Endpoint.RUN, Fault.error(PlatformError.NOT_IMPLEMENTED).times(2));
		tick(3, "w");
		assertThat(tick(3, "w").path("failures")).hasSize(1);
		assertThat(tick(0, "w").path("archived").asInt()).isOne();
		assertTexts("so far\n", "so far\nthe end\n");
	}

	private void settle() {
		this.world.set("archiver.settle-after", "0s");
		tick(0, "w");
		tick(0, "w");
		assertThat(this.world.keys()).hasSize(1).noneMatch((key) -> key.contains(".partial."));
	}

	private void assertNothingIsAsked() {
		this.world.platform().forgetCalls();
		tick(0, "w");
		assertThat(this.world.platform().apiCalls()).hasSize(1);
	}

	private static String text(SimulatedRun run) {
		return new String(run.log().bytes(), java.nio.charset.StandardCharsets.UTF_8);
	}

	@Test
	void aRunGoesOnToBeArchivedWhenItsWorkerIsTakenOffTheList() {
		tick(0, "w");
		SimulatedRun other = this.world.platform().worker("other").run(MAY);
		JsonNode goesOn = tick(0, "other");
		assertThat(goesOn.path("unlisted").path("found").asInt()).isOne();
		this.run.append("the end\n")
			.finished("succeeded", Instant.now())
			.fail(Endpoint.DOWNLOAD, Fault.page(500).times(2));
		JsonNode failed = tick(3, "other");
		assertThat(failed.path("failed").asInt()).isZero();
		assertThat(failed.path("unlisted").path("failed").asInt()).isOne();
		assertThat(failed.path("failures").findValuesAsString("worker")).containsExactly("w");
		Result finished = Program.call("run", "--worker", "other");
		assertThat(finished.code()).as(finished.toString()).isZero();
		assertThat(finished.output()).containsPattern("unlisted +1 +had not ended when their Workers");
		assertTexts("so far\nthe end\n", text(other));
		assertThat(tick(0, "other").path("unlisted").isMissingNode()).isTrue();
	}

	@Test
	void anotherJobLeavesItAlone() {
		tick(0, "w");
		this.world.platform().worker("other").run(MAY);
		Result result = Program.call("run", "--json", "--job", "another", "--worker", "other");
		assertThat(result.json().path("unlisted").isMissingNode()).as(result.toString()).isTrue();
	}

}
