package dev.logarchiver.acceptance.jobs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A job that a file defines, started from elsewhere.
 */
class JobDefinitionTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private final World world = new World();

	@BeforeEach
	void addWorkers() {
		for (String worker : new String[] { "acme~a", "acme~b", "acme~c", "slug" }) {
			this.world.platform().worker(worker).run(JUNE);
		}
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private String job(String content) {
		return this.world.file("jobs/job.yaml", content).toString();
	}

	private static void assertWorkers(Result result, int workers) {
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.json().path("workers").asInt()).isEqualTo(workers);
		assertThat(result.json().path("archived").asInt() + result.json().path("unchanged").asInt()).isEqualTo(workers);
	}

	@Test
	void aFileDefinesAWholeJobWithPathsRelativeToIt() {
		this.world.unset("archiver.store.uri").unset("archiver.state-dir").unset("CORECLAW_API_KEY");
		this.world.file("jobs/lists/own.txt", "acme/a\n");
		this.world.file("jobs/more.csv", "worker_id\nacme/b\n");
		this.world.file("keys/coreclaw", this.world.platform().apiKey());
		String job = job("""
				archiver:
				  job:
				    name: nightly
				    schedule: "15 3 * * *"
				  workers:
				    files: [lists/own.txt, more.csv]
				    ids: [acme/c, slug, acme~a]
				    exclude: slug
				  store:
				    uri: file:../archive
				    compression: none
				  state-dir: state
				  coreclaw:
				    api-key-file: ../keys/coreclaw
				""");
		Result result = Program.call("run", "--json", "--config", job);
		assertWorkers(result, 3);
		assertThat(result.json().path("job").asString()).isEqualTo("nightly");
		assertThat(Path.of(job).resolveSibling("state/log-archiver.mv.db")).exists();
		assertThat(Path.of(job).resolveSibling("../archive/worker=acme~a")).isDirectory();
		assertThat(Program.call("logs", "--json", "--config", job).json()).hasSize(3);
		assertThat(Program.call("executions", "--config", job).output()).contains("nightly");
	}

	@Test
	void theNamesOfVariablesWorkInAFileToo() {
		this.world.unset("CORECLAW_API_KEY").unset("CORECLAW_BASE_URL");
		this.world.file("jobs/key", this.world.platform().apiKey());
		assertWorkers(Program.call("run", "--json", "--worker", "acme/a", "--config", job("""
				CORECLAW_API_KEY_FILE: key
				CORECLAW_BASE_URL: %s
				""".formatted(this.world.platform().baseUrl()))), 1);
	}

	@Test
	void pathsFromElsewhereStayRelativeToTheWorkingDirectory() {
		Path state = Path.of("target", "state-" + System.nanoTime());
		this.world.set("archiver.state-dir", state.toString()).unset("archiver.store.uri");
		String job = job("""
				archiver:
				  state-dir: elsewhere
				  workers:
				    ids: acme/a
				""");
		try {
			assertWorkers(Program.call("run", "--json", "--config", job), 1);
			assertThat(state.resolve("archive/worker=acme~a")).isDirectory();
			assertThat(Path.of(job).resolveSibling("elsewhere")).doesNotExist();
			String list = Path.of("jobs", "public-workers.csv").toString();
			Result plan = Program.call("run", "--json", "--dry-run", "--workers", list, "--config", job);
			assertThat(plan.json().path("workers").asInt()).isEqualTo(118);
		}
		finally {
			org.springframework.util.FileSystemUtils.deleteRecursively(state.toFile());
		}
	}

	@Test
	void theCommandLinesListTakesTheFilesPlaceAndBothExclude() {
		String job = job("""
				archiver:
				  workers:
				    all: true
				    exclude: [slug]
				""");
		assertWorkers(Program.call("run", "--json", "--config", job), 3);
		assertWorkers(Program.call("run", "--json", "--config", job, "--exclude", "*~b"), 2);
		assertWorkers(Program.call("run", "--json", "--config", job, "--worker", "acme/a", "--worker", "slug"), 1);
		Result nothing = Program.call("run", "--config", job, "--worker", "slug");
		assertThat(nothing.code()).isEqualTo(2);
		assertThat(nothing.errors()).contains("slug (archiver.workers.exclude in " + job + ", line 4)");
	}

	@Test
	void theCommandLineNamesTheJobBeforeTheFileDoes() {
		String job = job("archiver.job.name: hourly\n");
		assertThat(job(Program.call("run", "--json", "--config", job, "--worker", "slug"))).isEqualTo("hourly");
		assertThat(job(Program.call("run", "--json", "--config", job, "--worker", "slug", "--job", "x")))
			.isEqualTo("x");
		assertThat(job(Program.call("run", "--json", "--worker", "slug"))).isEqualTo("default");
	}

	private static String job(Result result) {
		assertThat(result.code()).as(result.toString()).isZero();
		return result.json().path("job").asString();
	}

	@Test
	void theEnvironmentComesBeforeTheFile() {
		this.world.set("archiver.workers.ids", "acme/a,acme/b");
		assertWorkers(Program.call("run", "--json", "--config", job("archiver.workers.ids: slug\n")), 2);
	}

	@Test
	void aFileMayHaveDocumentsProfilesAndImports() {
		this.world.unset("archiver.store.uri");
		this.world.file("shared/store.yaml", """
				archiver:
				  store:
				    uri: file:${folder}
				folder: logs
				""");
		String job = job("""
				spring:
				  config:
				    import: ../shared/store.yaml
				archiver:
				  workers:
				    ids: [acme/a, acme/b]
				---
				spring:
				  config:
				    activate:
				      on-profile: small
				archiver:
				  workers:
				    ids: [acme/a]
				""");
		assertWorkers(Program.call("run", "--json", "--config", job), 2);
		assertThat(Path.of(job).resolveSibling("../shared/logs/worker=acme~b")).isDirectory();
		this.world.set("spring.profiles.active", "small");
		assertWorkers(Program.call("run", "--json", "--config", job), 1);
	}

	@Test
	void aBadIdInAFileFailsWithItsPlaceAndTheOthersGoOn() {
		String job = job("""
				archiver:
				  workers:
				    ids: [acme/a, no Worker]
				""");
		Result result = Program.call("run", "--json", "--config", job);
		assertThat(result.code()).as(result.toString()).isEqualTo(3);
		assertThat(result.json().path("archived").asInt()).isOne();
		assertThat(result.json().at("/failures/0/code").asString()).isEqualTo("invalid_worker_id");
		assertThat(result.json().at("/failures/0/reason").asString())
			.startsWith("archiver.workers.ids in " + job + ", line 3: 'no Worker' is not a Worker ID");
	}

	@Test
	void doctorTellsWhatTheJobComesDownTo() {
		String job = job("""
				archiver:
				  job:
				    name: nightly
				    schedule: "@daily"
				  workers:
				    all: true
				    files: list.txt
				    exclude: slug
				""");
		this.world.file("jobs/list.txt", "acme/a\nno Worker\n");
		Result result = Program.call("doctor", "--config", job);
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.output()).contains("nightly: 4 Workers listed, 1 not valid (the first: ",
				"list.txt, line 2), meant to run at '@daily'");
		this.world.file("jobs/list.txt", "");
		assertThat(Program.call("doctor", "--config", job("archiver.workers.files: list.txt\n")).output())
			.containsPattern("job +FAILED +No Workers: nothing is listed in .*list.txt");
		assertThat(Program.call("doctor").output()).doesNotContain("job");
	}

	static List<Path> shipped() throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("jobs"), "*.yaml")) {
			return StreamSupport.stream(files.spliterator(), false).sorted().toList();
		}
	}

	@ParameterizedTest
	@MethodSource("shipped")
	void theShippedJobsRun(Path job) {
		this.world.platform().everyUnknownWorkerHasOneRun();
		this.world.set("archiver.coreclaw.rate-limit", "10000");
		Result result = Program.call("run", "--json", "--config", job.toString());
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(job).hasFileName(result.json().path("job").asString() + ".yaml");
		assertThat(result.json().path("archived").asInt()).isPositive()
			.isEqualTo(result.json().path("workers").asInt());
		Result checked = Program.call("doctor", "--config", job.toString());
		assertThat(checked.code()).as(checked.toString()).isZero();
		assertThat(checked.output()).contains("meant to run at");
	}

	@Test
	void bothExamplesAreShipped() throws IOException {
		assertThat(shipped()).contains(Path.of("jobs", "nightly.yaml"), Path.of("jobs", "hourly.yaml"));
	}

}
