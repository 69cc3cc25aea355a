package dev.logarchiver.acceptance.jobs;

import java.nio.file.Path;
import java.util.List;

import dev.logarchiver.deployment.Documents;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the pods do: the containers' arguments and files, on this machine.
 */
class KubernetesJobTests {

	private static final String MOUNTED = "/etc/log-archiver/job";

	private static final JsonNode CRON_JOB = Documents.kubernetes("base/cronjob.yaml").at("/spec/jobTemplate/spec");

	private final World world = new World();

	private final Path mounted = this.world.file("job/nightly.yaml", shipped("nightly.yaml")).resolveSibling("");

	@BeforeEach
	void mount() {
		this.world.platform().everyUnknownWorkerHasOneRun();
		this.world.file("job/workers.txt", shipped("workers.txt"));
		this.world.unset("CORECLAW_API_KEY")
			.set("CORECLAW_API_KEY_FILE",
					this.world.file("secret/api-key", this.world.platform().apiKey() + "\n").toString());
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private static String shipped(String name) {
		return Documents.text(Path.of("jobs/kubernetes/base", name));
	}

	private Result start(JsonNode job, String name) {
		return Program.call(job.at("/template/spec/containers/0/args")
			.valueStream()
			.map((argument) -> argument.asString()
				.replace("$(JOB_NAME)", name)
				.replace(MOUNTED, this.mounted.toString()))
			.toArray(String[]::new));
	}

	@Test
	void theDefinitionIsAccepted() {
		Result result = Program.call("doctor", "--config", this.mounted.resolve("nightly.yaml").toString());
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.output()).contains("nightly: 2 Workers listed, meant to run at '15 3 * * *'");
	}

	@Test
	void aPodThatIsStartedAgainAndAJobByHandTakeUpTheSameTick() {
		this.world.platform().failApi(Fault.error(PlatformError.KEY_INVALID));
		Result failed = start(CRON_JOB, "log-archiver-29692140");
		assertThat(failed.code()).as(failed.toString()).isEqualTo(4);
		this.world.platform().heal();
		for (String name : List.of("log-archiver-29692140", "retry-29692140")) {
			Result result = start(CRON_JOB, name);
			assertThat(result.code()).as(result.toString()).isZero();
		}
		JsonNode executions = Program.call("executions", "--json").json();
		assertThat(executions.findValuesAsString("scheduled_at")).isNotEmpty().allMatch("2026-06-15T13:00:00Z"::equals);
		assertThat(start(CRON_JOB, "first-run").code()).isZero();
		assertThat(Program.call("executions", "--json").json()).hasSize(executions.size() + 1);
	}

	@Test
	void theBackfillKnowsItsRangeAndIsTakenUp() {
		JsonNode job = Documents.kubernetes("backfill/job/job.yaml").path("spec");
		for (int i = 0; i < 2; i++) {
			Result result = start(job, "log-archiver-backfill");
			assertThat(result.code()).as(result.toString()).isZero();
		}
		assertThat(Program.call("executions", "--json").json()).hasSize(1);
	}

}
