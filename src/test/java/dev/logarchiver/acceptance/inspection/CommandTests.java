package dev.logarchiver.acceptance.inspection;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Ledgers;
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
 * What each command prints and returns.
 */
class CommandTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private SimulatedRun archived(String worker, Instant time) {
		SimulatedRun run = this.world.platform().worker(worker).run(time);
		assertThat(Program.call("run", "--worker", worker).code()).isZero();
		return run;
	}

	@Test
	void runPrintsASummary() {
		this.world.platform().worker("acme~a").run(JUNE).log("x".repeat(1500));
		this.world.platform().worker("acme~b");
		this.world.platform().worker("acme~c").fail(Fault.error(PlatformError.NOT_IMPLEMENTED));
		Result result = Program.call("run", "--worker", "acme/a", "--worker", "acme/b", "--worker", "acme/c");
		assertThat(result.code()).isEqualTo(3);
		assertThat(result.output().lines().map(String::strip))
			.contains("Workers           3", "archived          1   1.5 kB of log text", "no run            1",
					"failed            1   could not be archived")
			.anyMatch((line) -> line.matches("acme~c +16000 +not implemented +req-.*"));
		assertThat(result.errors().lines()).hasSize(4);
	}

	@Test
	void dryRunSaysWhatItWouldDoAndDoesNothing() {
		SimulatedRun run = this.world.platform().worker("acme~a").run(JUNE);
		this.world.platform().worker("acme~b");
		Result result = Program.call("run", "--dry-run", "--worker", "acme/a", "--worker", "acme/b");
		assertThat(result.code()).isZero();
		assertThat(result.output()).contains("acme~a " + run.slug());
		assertThat(Program.call("run", "--dry-run", "--json", "--worker", "acme/a").json().path("archived").asInt())
			.isOne();
		assertThat(this.world.keys()).isEmpty();
		assertThat(this.world.platform().downloads()).isEmpty();
		assertThat(Program.call("executions", "--json").json()).isEmpty();
		assertThat(Program.call("logs", "--json").json()).isEmpty();
	}

	@Test
	void executionsListsTheNewestFirst() {
		archived("a", JUNE);
		Program.call("run", "--job", "hourly", "--scheduled-at", "2026-06-15T13:00:00Z", "--worker", "a");
		JsonNode executions = Program.call("executions", "--json").json();
		assertThat(executions).hasSize(2);
		JsonNode newest = executions.get(0);
		assertThat(newest.path("execution").asLong()).isGreaterThan(executions.get(1).path("execution").asLong());
		assertThat(newest.path("job").asString()).isEqualTo("hourly");
		assertThat(newest.path("scheduled_at").asString()).isEqualTo("2026-06-15T13:00:00Z");
		assertThat(newest.path("status").asString()).isEqualTo("COMPLETED");
		assertThat(Instant.parse(newest.path("started_at").asString()))
			.isBeforeOrEqualTo(Instant.parse(newest.path("ended_at").asString()));
		assertThat(newest.path("unchanged").asInt()).isOne();
		assertThat(Program.call("executions", "--limit", "1").output().lines()).hasSize(2)
			.last()
			.asString()
			.contains("hourly", "2026-06-15T13:00:00Z", "COMPLETED");
	}

	@Test
	void showNamesEveryFailedWorker() {
		this.world.platform().worker("w").fail(Fault.error(PlatformError.WORKER_NOT_FOUND));
		Program.call("run", "--worker", "w", "--scheduled-at", "2026-06-15T13:00:00Z");
		Result shown = Program.call("show", "1");
		assertThat(shown.code()).isZero();
		assertThat(shown.output()).contains("run", "default", "2026-06-15T13:00:00Z", "50001", "worker does not exist",
				"req-");
		assertThat(Program.call("show", "1", "--json").json().at("/failures/0/worker").asString()).isEqualTo("w");
	}

	@Test
	void logsFilters() {
		SimulatedRun a = archived("a", JUNE);
		SimulatedRun b = archived("b", JUNE.plusSeconds(86400));
		this.world.platform().worker("c").run(JUNE.plusSeconds(60)).finished("failed", null);
		Program.call("run", "--worker", "c");
		assertThat(runs("logs", "--json")).startsWith(b.slug()).endsWith(a.slug()).hasSize(3);
		assertThat(runs("logs", "--json", "--worker", "a")).containsExactly(a.slug());
		assertThat(runs("logs", "--json", "--since", "2026-06-16")).containsExactly(b.slug());
		assertThat(runs("logs", "--json", "--until", "2026-06-15T12:00:30Z")).containsExactly(a.slug());
		assertThat(runs("logs", "--json", "--status", "failed")).hasSize(1);
		assertThat(runs("logs", "--json", "--limit", "1")).containsExactly(b.slug());
		assertThat(Program.call("logs").output()).contains("worker=a/date=2026-06-15/" + a.slug() + ".log.gz");
	}

	private static List<String> runs(String... arguments) {
		return Program.call(arguments).json().valueStream().map((log) -> log.path("run").asString()).toList();
	}

	@Test
	void catPrintsTheBytesOfTheNewestOrTheNamedRun() {
		byte[] bytes = { 0, (byte) 0xff, '\n', '\r', 27, 'x' };
		SimulatedRun old = this.world.platform().worker("acme~a").run(JUNE.minusSeconds(60)).log(bytes);
		Program.call("run", "--worker", "acme/a");
		archived("acme~a", JUNE);
		assertThat(Program.call("cat", "acme/a").output()).contains("Run finished");
		assertThat(Program.call("cat", "acme~a", "--run", old.slug()).bytes()).isEqualTo(bytes);
		Result missing = Program.call("cat", "acme~b");
		assertThat(missing.code()).isEqualTo(2);
		assertThat(missing.errors()).contains("acme~b");
		assertThat(missing.bytes()).isEmpty();
	}

	@Test
	void catNamesAnObjectThatCannotBeRead() {
		archived("a", JUNE);
		String key = this.world.keys().getFirst();
		this.world.put(key, "no gzip");
		Result result = Program.call("cat", "a");
		assertThat(result.code()).isEqualTo(1);
		assertThat(result.errors()).contains(key).doesNotContain("unexpected");
	}

	@Test
	void catFailsWhereItsOutputCannotBeWritten() {
		archived("a", JUNE);
		Result result = Program.callWithOutput(failing("No space left on device"), "cat", "a");
		assertThat(result.code()).isEqualTo(1);
		assertThat(result.errors()).contains("standard output can't be written");
	}

	@ParameterizedTest
	@ValueSource(strings = { "cat a", "logs --json", "status", "run --worker a" })
	void aReaderWhoHasEnoughEndsACommandInSilence(String line) {
		archived("a", JUNE);
		Result whole = Program.call(line.split(" "));
		Result result = Program.callWithOutput(failing("Broken pipe"), line.split(" "));
		assertThat(result.code()).as(result.toString()).isEqualTo(whole.code());
		assertThat(result.errors()).doesNotContain("log-archiver:", "pipe");
	}

	private static OutputStream failing(String message) {
		return new OutputStream() {

			@Override
			public void write(int value) throws IOException {
				throw new IOException(message);
			}

		};
	}

	@Test
	void verifyFindsWhatIsMissingOrChanged() {
		archived("a", JUNE);
		archived("b", JUNE);
		archived("c", JUNE);
		Result intact = Program.call("verify", "--read-data");
		assertThat(intact.code()).as(intact.toString()).isZero();
		assertThat(intact.output()).contains("3 of 3");
		List<String> keys = this.world.keys();
		this.world.delete(keys.get(0));
		this.world.put(keys.get(1), "short");
		Result wrong = Program.call("verify", "--json");
		assertThat(wrong.code()).isEqualTo(3);
		assertThat(wrong.json().path("problems").valueStream().map((problem) -> problem.path("kind").asString()))
			.containsExactlyInAnyOrder("missing", "changed");
	}

	@Test
	void verifyReadsContents() {
		archived("a", JUNE);
		String key = this.world.keys().getFirst();
		this.world.put(key, "?".repeat(Math.toIntExact(this.world.head(key).contentLength())));
		assertThat(Program.call("verify").code()).isZero();
		assertThat(Program.call("verify", "--subset", "100%", "--read-data").code()).isEqualTo(3);
	}

	@Test
	void doctorFindsEverythingWell() {
		Result result = Program.call("doctor");
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.output()).contains("database", "API key", "store").doesNotContain("FAILED");
		assertThat(this.world.keys()).isEmpty();
	}

	@Test
	void doctorNamesWhatIsWrong() {
		this.world.unset("CORECLAW_API_KEY");
		Result noKey = Program.call("doctor");
		assertThat(noKey.code()).isEqualTo(2);
		assertThat(noKey.output()).contains("CORECLAW_API_KEY");
		this.world.set("CORECLAW_API_KEY", "wrong");
		assertThat(Program.call("doctor", "--json").code()).isEqualTo(4);
		this.world.set("CORECLAW_API_KEY", this.world.platform().apiKey())
			.set("archiver.store.uri", "s3://no-such-bucket/x");
		Result noBucket = Program.call("doctor");
		assertThat(noBucket.code()).isEqualTo(2);
		assertThat(noBucket.output()).contains("no-such-bucket");
	}

	@ParameterizedTest
	@ValueSource(strings = { "run", "restart", "executions", "show", "logs", "cat", "link", "diff", "verify", "reindex",
			"doctor" })
	void everyCommandHasHelp(String command) {
		Result result = Program.call(command, "--help");
		assertThat(result.code()).isZero();
		assertThat(result.output()).contains("Usage: log-archiver " + command, "--config", "--store", "--state",
				"--json", "-v");
		assertThat(result.errors()).isEmpty();
	}

	@Test
	void withoutACommandItSaysWhichThereAre() {
		Result result = Program.call();
		assertThat(result.code()).isEqualTo(2);
		assertThat(result.output()).isEqualTo(Program.call("--help").output())
			.contains("Usage: log-archiver", "executions", "doctor");
		assertThat(result.errors()).isEmpty();
	}

	@Test
	void helpIsNotCut() {
		String help = Program.call("--help").output().replaceAll("\\s+", " ");
		assertThat(help).contains("and the logs of the runs since the previous tick.",
				"Exits with 3 when something is stale.", "and says how to fix what it finds.");
	}

	@Test
	void logsSaysThatThereAreMore() {
		archived("a", JUNE);
		archived("b", JUNE);
		assertThat(Program.call("logs", "--limit", "1").output()).contains("The newest 1 log; there are more",
				"--limit");
		assertThat(Program.call("logs", "--limit", "2").output()).doesNotContain("more");
		assertThat(Program.call("logs", "--limit", "1", "--json").json()).hasSize(1);
	}

	@Test
	void aPreviewInPlaceOfALogIsSaidEverywhere() {
		this.world.platform().worker("w").run(JUNE).url(null).preview("one");
		Result result = Program.call("run", "--worker", "w", "--scheduled-at", "2026-06-15T13:00:00Z");
		assertThat(result.output()).containsPattern("preview +1   in place of a log");
		Result again = Program.call("run", "--json", "--worker", "w", "--scheduled-at", "2026-06-15T13:00:00Z");
		assertThat(again.json().path("previews").asInt()).isOne();
		assertThat(Program.call("logs").output()).contains("succeeded (preview)");
		assertThat(Program.call("why", "w").output()).contains("a preview: the platform did not have the full text");
	}

	@Test
	void tellsItsVersion() {
		Result result = Program.call("--version");
		assertThat(result.code()).isZero();
		assertThat(result.output()).startsWith("log-archiver ");
		assertThat(Program.call("--help").output()).contains("run", "executions", "doctor");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			frobnicate                      | there is no command frobnicate
			exectuions                      | did you mean executions?
			run --frobnicate                | there is no option --frobnicate of log-archiver run
			run --wrokers=a                 | did you mean --workers?
			run --worker                    | --worker
			run                             | --workers
			run --worker a --scheduled-at 9 | --scheduled-at
			run --worker a --job a/b        | --job
			run --workers no-such-file.txt  | no-such-file.txt
			run --worker a --store ftp://x  | ftp://x
			run --worker a --config no.yaml | no.yaml
			show                            | EXECUTION
			show x                          | EXECUTION
			restart                         | restart
			restart 99                      | 99
			logs --since tomorrow           | tomorrow
			logs --status done              | done
			logs --limit 0                  | --limit
			logs --worker a/b/c             | a/b/c
			cat                             | WORKER
			cat a --run ../x                | ../x
			diff                            | WORKER
			diff a/b/c                      | a/b/c
			verify --subset 0%              | 0%
			verify --subset 101             | 101
			""")
	void answersWrongUsageWithOneLineAndAHint(String line, String named) {
		Result result = Program.call(line.isEmpty() ? new String[0] : line.split(" "));
		assertThat(result.code()).as(result.toString()).isEqualTo(2);
		assertThat(result.bytes()).isEmpty();
		assertThat(result.errors().lines()).hasSizeBetween(1, 3);
		assertThat(result.errors()).startsWith("log-archiver: ").contains(named).doesNotContain("\tat ", "Exception");
	}

	@ParameterizedTest
	@CsvSource({ "show 99, 99", "diff a, no failed run of Worker a" })
	void saysWhatTheArchiveDoesNotHave(String line, String named) {
		Ledgers.createDatabase();
		answersWrongUsageWithOneLineAndAHint(line, named);
	}

}
