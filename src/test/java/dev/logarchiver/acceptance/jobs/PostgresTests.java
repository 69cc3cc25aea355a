package dev.logarchiver.acceptance.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Postgres;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is different where the database is PostgreSQL: jobs side by side, and connections
 * that get lost.
 */
class PostgresTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private final World world = World.onEmptyPostgres();

	private final String database = this.world.database().orElseThrow();

	@AfterEach
	void end() {
		this.world.close();
	}

	private void assertRefused(Result result, int code, String... named) {
		assertThat(result.code()).as(result.toString()).isEqualTo(code);
		assertThat(result.errors()).contains(named).doesNotContain("\tat ", Postgres.PASSWORD);
		assertThat(result.errors().lines()).hasSize(1);
		assertThat(result.bytes()).isEmpty();
	}

	/**
	 * Calls the program while a run of the job {@code nightly} is under way.
	 */
	private List<Result> meanwhile(String[]... calls) {
		List<Result> results = new CopyOnWriteArrayList<>();
		this.world.set("archiver.lock-timeout", "0s");
		this.world.platform().worker("slow").run(JUNE);
		this.world.platform().worker("slow").afterNext(Endpoint.LAST_LOG, () -> {
			for (String[] call : calls) {
				results.add(Program.call(call));
			}
		});
		Result run = Program.call("run", "--job", "nightly", "--worker", "slow");
		assertThat(run.code()).as(run.toString()).isZero();
		return results;
	}

	@Test
	void theSameJobTwiceAtOnceIsRefused() {
		List<Result> results = meanwhile(new String[] { "run", "--job", "nightly", "--worker", "slow" },
				new String[] { "restart" });
		assertRefused(results.get(0), 75, "The job 'nightly' is being run by log-archiver run --job nightly (process "
				+ ProcessHandle.current().pid() + " on ");
		assertRefused(results.get(1), 75, "The job 'nightly' is being run by");
		assertThat(Program.call("executions", "--json").json()).hasSize(1);
	}

	@Test
	void anotherJobAndInspectionGoOnMeanwhile() {
		this.world.platform().worker("w").run(JUNE);
		List<Result> results = meanwhile(new String[] { "run", "--job", "weekly", "--worker", "w" },
				new String[] { "executions", "--json" }, new String[] { "show", "1" }, new String[] { "logs" },
				new String[] { "cat", "w" }, new String[] { "verify" });
		assertThat(results).hasSize(6).allSatisfy((result) -> assertThat(result.code()).isZero());
		assertThat(results.get(1).json()).extracting((execution) -> execution.path("status").asString())
			.containsExactly("COMPLETED", "STARTED");
	}

	@Test
	void leavesTheUploadsOfAnotherJobAlone() {
		String store = System.getProperty("archiver.store.uri", "").replaceAll("/$", "");
		String key = "worker=w/date=2026-06-15/old.log.gz";
		String upload = this.world.beginUpload(key);
		Ledgers.recordUpload(this.world, store, "nightly", key, upload);
		this.world.platform().worker("w").run(JUNE);
		assertThat(Program.call("run", "--worker", "w").code()).isZero();
		assertThat(this.world.uploads()).containsExactly(upload);
		assertThat(Program.call("run", "--job", "nightly", "--worker", "w").code()).isZero();
		assertThat(this.world.uploads()).isEmpty();
	}

	/**
	 * Loses connections in the middle of a run, and finds out whether it can be taken up.
	 */
	private Result runThatLoses(String applicationName) {
		List<String> arguments = new ArrayList<>(List.of("run", "--json"));
		for (String worker : List.of("a", "b", "c", "d")) {
			this.world.platform().worker(worker).run(JUNE);
			arguments.addAll(List.of("--worker", worker));
		}
		this.world.platform()
			.worker("a")
			.afterNext(Endpoint.LAST_LOG, () -> Postgres.terminate(this.database, applicationName));
		this.world.platform().worker("b").fail(Fault.delay(Duration.ofSeconds(20)).times(1));
		this.world.platform().fail(Endpoint.LAST_LOG, Fault.delay(Duration.ofMillis(500)).times(4));
		return Program.call(arguments.toArray(String[]::new));
	}

	private void assertCanBeTakenUp() {
		Result restarted = Program.call("restart", "--json");
		assertThat(restarted.code()).as(restarted.toString()).isZero();
		assertThat(restarted.json().path("workers").asInt()).isEqualTo(4);
		assertThat(restarted.json().path("archived").asInt() + restarted.json().path("unchanged").asInt()).isEqualTo(4);
		assertThat(this.world.keys()).hasSize(4);
		assertThat(Program.call("logs", "--json").json()).hasSize(4);
		assertThat(Program.call("verify").code()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "%", "log-archiver%" })
	void lostConnectionsEndTheJobAndRestartTakesItUp(String applicationName) {
		Result result = runThatLoses(applicationName);
		assertThat(result.code()).as(result.toString()).isOne();
		assertThat(result.errors()).doesNotContain("\tat ");
		assertCanBeTakenUp();
	}

	@Test
	void aLostLockEndsTheJobWithAReason() {
		Result result = runThatLoses("log-archiver%");
		assertThat(result.json().path("status").asString()).isEqualTo("FAILED");
		assertThat(Program.call("show", "1").output()).contains("Reason: The lock of the job 'default' is lost");
	}

	@Test
	void aConnectionLostInTheMiddleOfACommitEndsTheJobAndRestartTakesItUp() {
		Ledgers.createDatabase();
		Postgres.execute(this.database, """
				CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS
				$$BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NULL; END$$""",
				"CREATE CONSTRAINT TRIGGER lose AFTER INSERT ON archived_log DEFERRABLE INITIALLY DEFERRED "
						+ "FOR EACH ROW EXECUTE FUNCTION lose()");
		Result result = runThatLoses("nobody");
		assertThat(result.code()).as(result.toString()).isOne();
		assertThat(result.json().path("status").asString()).isEqualTo("FAILED");
		assertThat(Program.call("show", "1").output()).contains("Reason: the database can't be used: ");
		Postgres.execute(this.database, "DROP TRIGGER lose ON archived_log");
		assertCanBeTakenUp();
	}

	@Test
	void aDatabaseThatTakesNothingForAWhileEndsTheJobAndRestartTakesItUp() {
		Ledgers.createDatabase();
		Postgres.execute(this.database, """
				CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
				$$BEGIN RAISE 'could not extend file' USING ERRCODE = 'disk_full'; END$$""",
				"CREATE TRIGGER full_disk BEFORE UPDATE ON batch_step_execution_context "
						+ "FOR EACH ROW EXECUTE FUNCTION full_disk()");
		Result result = runThatLoses("nobody");
		assertThat(result.code()).as(result.toString()).isOne();
		assertThat(result.json().path("status").asString()).isEqualTo("FAILED");
		assertThat(result.json().path("reason").asString())
			.isEqualTo("the database can't be used: ERROR: could not extend file");
		Postgres.execute(this.database, "DROP TRIGGER full_disk ON batch_step_execution_context");
		assertCanBeTakenUp();
	}

	@Test
	void settingsThatTheServerRefusesAreConfigurationErrors() {
		this.world.set("spring.datasource.username", "nobody");
		assertRefused(Program.call("executions"), 2, "spring.datasource.username", "\"nobody\" does not exist");
		this.world.set("spring.datasource.username", Postgres.GUARDED);
		assertRefused(Program.call("executions"), 2, "spring.datasource.password");
		this.world.set("spring.datasource.password", "wrong-" + Postgres.PASSWORD);
		assertRefused(Program.call("executions"), 2, "spring.datasource.password", "authentication failed");
		this.world.set("spring.datasource.username", Postgres.USER)
			.set("spring.datasource.url", Postgres.url("nowhere"));
		assertRefused(Program.call("executions"), 2, "/nowhere doesn't exist [",
				": create it or correct spring.datasource.url");
		this.world.set("spring.datasource.url", "postgres://me:" + Postgres.PASSWORD + "@host/db");
		assertRefused(Program.call("executions"), 2, "spring.datasource.url", "jdbc:postgresql://host:5432/name");
	}

	@Test
	void aUserWhoMayNotCreateTablesIsToldSo() {
		Postgres.execute(this.database, "REVOKE CREATE ON SCHEMA public FROM public");
		this.world.set("spring.datasource.username", Postgres.GUARDED)
			.set("spring.datasource.password", Postgres.PASSWORD);
		assertRefused(Program.call("run", "--worker", "w"), 2, "grant CREATE and USAGE on the schema");
	}

	@Test
	void aServerThatDoesNotAnswerIsOutOfReach() {
		this.world.set("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/db?password=" + Postgres.PASSWORD);
		assertRefused(Program.call("executions"), 1, "The database jdbc:postgresql://127.0.0.1:1/db can't be used",
				"refused");
	}

}
