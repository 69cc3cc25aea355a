package dev.logarchiver.acceptance.jobs;

import java.nio.file.Path;
import java.time.Instant;

import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Settings in the usual places hold for every command, and everything else comes first.
 */
class UsualFilesTests {

	private final World world = new World();

	@BeforeEach
	void leaveTheSettingsToFiles() {
		this.world.platform().worker("w").run(Instant.parse("2026-06-15T12:00:00Z"));
		this.world.unset("archiver.store.uri").unset("archiver.state-dir");
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private Path machine(String content) {
		return this.world.file("etc/config.yaml", content);
	}

	private Path user(String content) {
		return this.world.file("home/config.yaml", content);
	}

	@Test
	void aCommandAtAPromptLooksAtTheArchiveOfTheNightlyJob() {
		Path file = machine("archiver:\n  state-dir: state\n  store.uri: file:archive\n");
		Path job = this.world.file("jobs/nightly.yaml", "archiver:\n  job.name: nightly\n  workers.ids: w\n");
		Result result = Program.call("run", "--config", job.toString());
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(file.resolveSibling("archive/worker=w")).isDirectory();
		assertThat(Program.call("status").output()).contains("1 Worker: 1 fresh");
		assertThat(Program.call("executions").output()).contains("nightly");
	}

	@Test
	void theUsersFileCountsMoreThanTheMachinesAndConfigMoreThanBoth() {
		machine("archiver:\n  state-dir: state\n  job.name: machine\n  store.uri: file:archive\n");
		assertThat(job()).isEqualTo("machine");
		user("archiver.job.name: user\n");
		assertThat(job()).isEqualTo("user");
		String config = this.world.file("job.yaml", "archiver.job.name: config\n").toString();
		assertThat(job("--config", config)).isEqualTo("config");
		this.world.set("archiver.job.name", "environment");
		assertThat(job("--config", config)).isEqualTo("environment");
		assertThat(job("--config", config, "--job", "line")).isEqualTo("line");
	}

	private String job(String... options) {
		String[] command = new String[options.length + 4];
		System.arraycopy(new String[] { "run", "--json", "--worker", "w" }, 0, command, 0, 4);
		System.arraycopy(options, 0, command, 4, options.length);
		Result result = Program.call(command);
		assertThat(result.code()).as(result.toString()).isZero();
		return result.json().path("job").asString();
	}

	@Test
	void aMistakeIsToldWithItsFile() {
		Path file = machine("archiver:\n  concurency: 4\n");
		Result unknown = Program.call("status");
		assertThat(unknown.code()).isEqualTo(2);
		assertThat(unknown.errors()).contains("archiver.concurency is '4' (" + file + ", line 2): ",
				"did you mean archiver.concurrency?");
		machine("archiver: [\n");
		Result malformed = Program.call("status");
		assertThat(malformed.code()).isEqualTo(2);
		assertThat(malformed.errors())
			.startsWith("log-archiver: the configuration file " + file + " is not valid YAML");
	}

	@Test
	void doctorSaysWhichFilesItRead() {
		Path file = machine("archiver:\n  state-dir: state\n  store.uri: file:archive\n");
		String config = this.world.file("job.yaml", "archiver.concurrency: 4\n").toString();
		assertThat(Program.call("doctor", "--config", config).output()).contains(
				"read from " + file + ", then " + config,
				"not there: " + file.resolve("../../home/config.yaml").normalize());
		assertThat(Program.call("doctor", "--config", file.toString()).output()).contains("read from " + file + " (");
	}

}
