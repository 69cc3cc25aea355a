package dev.logarchiver.acceptance.inspection;

import java.time.Instant;
import java.util.List;

import dev.logarchiver.simulation.Endpoint;
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
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the job says of its work on standard error.
 */
class LogTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private final World world = new World();

	private final SimulatedRun good = this.world.platform().worker("acme~good").run(JUNE);

	@AfterEach
	void end() {
		this.world.close();
		// what Spring Boot derives from the setting outlives its application
		System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
	}

	private Result run(int code) {
		Result result = Program.call("run", "--worker", "acme/good", "--worker", "bad", "--worker", "no ID");
		assertThat(result.code()).as(result.toString()).isEqualTo(code);
		return result;
	}

	private void failBad() {
		this.world.platform().worker("bad").fail(Fault.error(PlatformError.WORKER_NOT_FOUND)).run(JUNE);
	}

	private static List<String> lines(Result result) {
		return result.errors().lines().toList();
	}

	@Test
	void eachWorkerHasALineWithItsFields() {
		failBad();
		List<String> lines = lines(run(3));
		assertThat(lines).hasSize(5).allMatch((line) -> line.contains(" execution=1"));
		assertThat(lines.getFirst()).matches("\\S+Z INFO  Started execution=1 command=run job=default");
		assertThat(lines).anyMatch((line) -> line.matches("\\S+Z INFO  Archived execution=1 worker=acme~good run="
				+ this.good.slug() + " run_status=succeeded bytes=" + this.good.log().size() + " request_id=\\S+"));
		assertThat(lines).anyMatch(
				(line) -> line.matches("\\S+Z WARN  Failed: .+ execution=1 worker=bad code=50001 request_id=\\S+"));
		assertThat(lines)
			.anyMatch((line) -> line.matches("\\S+Z WARN  Failed: .+ execution=1 worker=no ID code=invalid_worker_id"));
		assertThat(lines.getLast()).matches("\\S+Z INFO  Ended execution=1 status=COMPLETED workers=3 "
				+ "archived=1 unchanged=0 no_run=0 failed=2 partial=0 bytes=" + this.good.log().size()
				+ " duration_ms=\\d+");
	}

	@Test
	void anUnchangedWorkerHasNone() {
		this.world.platform().worker("bad").run(JUNE);
		Program.call("run", "--worker", "acme/good", "--worker", "bad");
		Result again = Program.call("run", "--worker", "acme/good", "--worker", "bad");
		assertThat(lines(again)).hasSize(2).noneMatch((line) -> line.contains("worker="));
	}

	@Test
	void aWorkerOfWhichSeveralRunsFailHasOneLine() {
		for (int hour = 0; hour < 5; hour++) {
			this.world.platform()
				.worker("bad")
				.run(JUNE.plusSeconds(3600L * hour))
				.fail(Endpoint.RUN_LOG, Fault.error(PlatformError.INVALID_ARGUMENT));
		}
		Result result = Program.call("backfill", "--worker", "bad", "--since", "2026-06-01", "--until", "2026-07-01");
		assertThat(result.code()).as(result.toString()).isEqualTo(3);
		assertThat(lines(result)).filteredOn((line) -> line.contains("worker=bad")).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "ecs, message, ''", "logstash, message, ''", "gelf, short_message, _" })
	void theSameAsJson(String format, String message, String prefix) {
		failBad();
		this.world.set("logging.structured.format.console", format);
		List<JsonNode> lines = lines(run(3)).stream().map(JsonMapper.shared()::readTree).toList();
		assertThat(lines).hasSize(5)
			.allSatisfy((line) -> assertThat(line.path(prefix + "execution").asString()).isEqualTo("1"));
		JsonNode archived = lines.stream()
			.filter((line) -> line.path(message).asString().equals("Archived"))
			.findFirst()
			.orElseThrow();
		assertThat(lines.getLast().path(prefix + "failed").asInt()).isEqualTo(2);
		assertThat(lines.getLast().path(prefix + "duration_ms").isNumber()).isTrue();
		assertThat(archived.path(prefix + "worker").asString()).isEqualTo("acme~good");
		assertThat(archived.path(prefix + "run").asString()).isEqualTo(this.good.slug());
		assertThat(archived.path(prefix + "request_id").asString()).isNotEmpty();
	}

	@Test
	void aFormatThatThereIsNotIsAMistake() {
		this.world.set("logging.structured.format.console", "xml");
		Result result = Program.call("run", "--worker", "acme/good");
		assertThat(result.code()).as(result.toString()).isEqualTo(2);
		assertThat(result.errors().lines()).hasSizeLessThanOrEqualTo(3);
		assertThat(result.errors()).contains("logging.structured.format.console", "xml", "ecs").doesNotContain("\tat ");
	}

}
