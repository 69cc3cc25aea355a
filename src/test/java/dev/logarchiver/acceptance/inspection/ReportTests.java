package dev.logarchiver.acceptance.inspection;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code report} says of runs that failed on the platform.
 */
class ReportTests {

	private static final String GOOD = "start\nError on page 7, retry\nend\n";

	private final World world = world();

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private SimulatedRun run(String worker, int hoursAgo, String status, String log) {
		return this.world.platform()
			.worker(worker)
			.run(this.now.minus(Duration.ofHours(hoursAgo)))
			.finished(status, this.now.minus(Duration.ofHours(hoursAgo)).plusSeconds(60))
			.log(log);
	}

	private SimulatedRun good(String worker, int hoursAgo) {
		return run(worker, hoursAgo, "succeeded", GOOD);
	}

	private SimulatedRun bad(String worker, int hoursAgo, String error) {
		return run(worker, hoursAgo, "failed", "start\nError on page 3, retry\n" + error + "\n");
	}

	private void archive(String... workers) {
		List<String> list = Stream.of(workers).flatMap((worker) -> Stream.of("--worker", worker)).toList();
		List<String> past = new ArrayList<>(List.of("backfill", "--since", "40d"));
		past.addAll(list);
		Result result = Program.call(past.toArray(String[]::new));
		assertThat(result.code()).as(result.toString()).isZero();
		List<String> run = new ArrayList<>(List.of("run"));
		run.addAll(list);
		Program.call(run.toArray(String[]::new));
	}

	@Test
	void isOneScreenWithTheFirstErrorThatTheLastGoodRunDoesNotHave() {
		good("acme/new", 50);
		good("acme/new", 30);
		bad("acme/new", 5, "ProxyError: 407 from 10.1.2.3");
		SimulatedRun newest = bad("acme/new", 2, "ProxyError: 407 from 10.4.5.6");
		good("acme/still", 60);
		bad("acme/still", 40, "LoginError: no session");
		SimulatedRun still = bad("acme/still", 3, "LoginError: no session");
		bad("acme/flaky", 9, "TimeoutError: page 9");
		good("acme/flaky", 4);
		good("acme/fine", 4);
		this.world.platform().worker("acme/gone");
		archive("acme/new", "acme/still", "acme/flaky", "acme/fine", "acme/gone");
		this.world.platform().worker("acme/gone").fail(Fault.error(PlatformError.WORKER_NOT_FOUND));
		assertThat(Program.call("run", "--worker", "acme/new", "--worker", "acme/gone").code()).isEqualTo(3);
		this.world.set("COLUMNS", "160");
		Result result = Program.call("report");
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.errors()).isEmpty();
		List<String> lines = result.output().lines().map((line) -> line.replaceAll(" {2,}", "|")).toList();
		assertThat(lines).hasSize(7);
		assertThat(lines.getFirst())
			.isEqualTo("3 of 5 Workers had failed runs, 1 of them newly; 1 recovered; 1 could not be archived");
		assertThat(lines.get(2)).isEqualTo("STATE|WORKER|FAILED|SINCE|RUN|FIRST NEW ERROR");
		assertThat(lines.get(3)).isEqualTo("newly failing|acme~new|2 of 2|" + this.now.minus(Duration.ofHours(5)) + "|"
				+ newest.slug() + "|ProxyError: 407 from 10.4.5.6");
		assertThat(lines.get(4)).isEqualTo("still failing|acme~still|1 of 1|" + this.now.minus(Duration.ofHours(40))
				+ "|" + still.slug() + "|LoginError: no session");
		assertThat(lines.get(5)).startsWith("recovered|acme~flaky|1 of 2|").endsWith("|Error on page 3, retry");
		assertThat(lines.get(6)).startsWith("not archived|acme~gone|-|").endsWith("|-|50001: worker does not exist");
	}

	@Test
	void checkFailsWhereSomethingIsNewlyFailing() {
		good("w", 50);
		good("w", 30);
		archive("w");
		assertThat(Program.call("report", "--check").code()).isZero();
		bad("w", 2, "ProxyError: refused");
		archive("w");
		assertThat(Program.call("report").code()).isZero();
		assertThat(Program.call("report", "--check").code()).isEqualTo(3);
		assertThat(Program.call("report", "--check", "--worker", "x*").code()).isZero();
		assertThat(Program.call("report", "--check", "--since", "1h").code()).isZero();
	}

	@Test
	void workersWithTheSameErrorAreOneRow() {
		String[] workers = new String[30];
		for (int i = 0; i < workers.length; i++) {
			workers[i] = "acme/shop-%02d".formatted(i);
			good(workers[i], 30 + i);
			bad(workers[i], 2, (i % 10 == 9) ? "LoginError: " + i : "ProxyError: 10.0.0." + i);
		}
		archive(workers);
		JsonNode json = Program.call("report", "--json").json();
		assertThat(json.path("with_failed_runs").asInt()).isEqualTo(30);
		assertThat(json.path("newly_failing")).hasSize(30);
		this.world.set("COLUMNS", "150");
		List<String> lines = Program.call("report").output().lines().toList();
		assertThat(lines).hasSize(5);
		assertThat(lines.get(3)).contains("acme~shop-00 and 26 more", "27 of 27", "ProxyError: 10.0.0.0");
		assertThat(lines.get(4)).contains("acme~shop-09 and 2 more", "3 of 3", "LoginError: 9");
		assertThat(Program.call("report", "--markdown").output()).contains("""
				Newly failing:

				- `acme~shop-00` and 26 more, 27 of 27 runs failed, since\s""").contains(": `ProxyError: 10.0.0.0`\n");
	}

	@Test
	void aLongReportFitsOnAScreenAndSaysHowMuchMoreThereIs() {
		String[] workers = new String[26];
		for (int i = 0; i < workers.length; i++) {
			workers[i] = "acme/" + (char) ('a' + i) + "x".repeat(90);
			run(workers[i], 2, "failed", "ProxyError: " + ((char) ('a' + i) + "y".repeat(20)).repeat(10));
		}
		archive(workers);
		this.world.set("COLUMNS", "80");
		List<String> lines = Program.call("report").output().lines().toList();
		assertThat(lines).hasSizeLessThanOrEqualTo(24);
		assertThat(lines.getLast()).matches("\\d+ more rows: --all prints everything\\.");
		assertThat(lines).hasSizeGreaterThan(18);
		assertThat(lines.subList(1, lines.size()))
			.allMatch((line) -> line.length() <= 80 || line.strip().matches("acme~\\w+"));
		assertThat(Program.call("report", "--all").output())
			.contains(Stream.of(workers).map((worker) -> worker.replace('/', '~')).toArray(String[]::new));
	}

	@Test
	void textFromOutsideHasNoMeaningInMarkdown() {
		good("w", 30);
		bad("w", 2, "Error: `a` | <b> @all #1 [x](y) \u001b[31m ``c```");
		archive("w");
		assertThat(Program.call("report", "--markdown").output())
			.endsWith(": ```` Error: `a` | <b> @all #1 [x](y) \\u001b[31m ``c``` ````\n");
	}

	@Test
	void anAbortedRunNeitherFailsNorRecovers() {
		good("well", 30);
		run("well", 2, "aborted", "start\nError: stopped\n");
		bad("ill", 30, "Error: bad");
		run("ill", 2, "aborted", "start\n");
		archive("well", "ill");
		JsonNode json = Program.call("report", "--json").json();
		assertThat(json.path("with_failed_runs").asInt()).isZero();
		assertThat(json.path("newly_failing")).isEmpty();
		assertThat(json.path("recovered")).isEmpty();
		assertThat(json.path("still_failing")).hasSize(1);
		assertThat(json.path("still_failing").get(0).path("runs").asInt()).isOne();
		assertThat(json.path("still_failing").get(0).path("failed").asInt()).isZero();
	}

	@Test
	void aLogThatCannotBeReadHasTheErrorOfTheLedger() {
		SimulatedRun good = good("w", 30);
		bad("w", 2, "ProxyError: refused");
		archive("w");
		this.world
			.delete(this.world.keys().stream().filter((key) -> key.contains(good.slug())).findFirst().orElseThrow());
		Result result = Program.call("report");
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.output()).contains("Error on page 3, retry", "1 log could not be read to be compared");
		JsonNode failing = Program.call("report", "--json").json().path("newly_failing").get(0);
		assertThat(failing.path("compared").asBoolean()).isFalse();
	}

	@Test
	void saysThatNothingFailed() {
		good("w", 2);
		archive("w");
		assertThat(Program.call("report").output())
			.isEqualTo("0 of 1 Workers had failed runs, 0 of them newly; 0 recovered; 0 could not be archived\n");
	}

	@ParameterizedTest
	@CsvSource({ "--since 2026-06-02 --until 2026-06-01, is not before --until", "--since never, never",
			"--json --markdown, exclude each other", "--worker [ab]*, is not a Worker" })
	void refusesWhatMakesNoSense(String options, String named) {
		good("w", 2);
		archive("w");
		Result result = Program.call(("report " + options).split(" "));
		assertThat(result.code()).as(result.toString()).isEqualTo(2);
		assertThat(result.errors()).contains(named);
		assertThat(result.errors().lines()).hasSizeLessThanOrEqualTo(3);
	}

}
