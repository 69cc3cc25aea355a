package dev.logarchiver.acceptance.inspection;

import java.time.Instant;
import java.util.List;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The list of logs in other forms: by Workers, grouped by error, and as CSV.
 */
class LogListTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private final World world = world();

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private SimulatedRun archived(String worker, int minute, String log) {
		SimulatedRun run = this.world.platform().worker(worker).run(JUNE.plusSeconds(60L * minute)).log(log);
		assertThat(Program.call("run", "--worker", worker).code()).isZero();
		return run;
	}

	@Test
	void listsTheLogsOfSomeWorkers() {
		archived("acme/a", 1, "x");
		archived("acme/b", 2, "x");
		archived("other/a", 3, "x");
		assertThat(workers("--worker", "acme/*")).containsExactly("acme~b", "acme~a");
		assertThat(workers("--worker", "*a", "--worker", "acme/b")).containsExactly("other~a", "acme~b", "acme~a");
	}

	private static List<String> workers(String... options) {
		List<String> arguments = new java.util.ArrayList<>(List.of("logs", "--json"));
		arguments.addAll(List.of(options));
		return Program.call(arguments.toArray(String[]::new))
			.json()
			.valueStream()
			.map((log) -> log.path("worker").asString())
			.toList();
	}

	@Test
	void groupsLogsByTheirFirstError() {
		SimulatedRun first = archived("a", 1, "Error: page 1 of 10.0.0.1\n");
		archived("a", 2, "LoginError: no\n");
		archived("b", 3, "start\nError: page 2 of 10.0.0.2\nLoginError: no\n");
		SimulatedRun last = archived("a", 4, "Error: page 3 of 10.0.0.3\n");
		archived("c", 5, "fine\n");
		JsonNode groups = Program.call("logs", "--errors", "--group", "--json").json();
		assertThat(groups).hasSize(2);
		JsonNode group = groups.get(0);
		assertThat(group.path("count").asInt()).isEqualTo(3);
		assertThat(group.path("workers").asInt()).isEqualTo(2);
		assertThat(group.path("first").path("run").asString()).isEqualTo(first.slug());
		assertThat(group.path("last").path("run").asString()).isEqualTo(last.slug());
		assertThat(group.path("error").asString()).isEqualTo("Error: page 3 of 10.0.0.3");
		assertThat(Program.call("logs", "--errors", "--group").output().lines())
			.map((line) -> line.strip().replaceAll(" {2,}", "|"))
			.contains("3|2|2026-06-15T12:01:00Z|2026-06-15T12:04:00Z|Error: page 3 of 10.0.0.3",
					"LOGS|WORKERS|FIRST RUN|LAST RUN|FIRST ERROR");
		assertThat(Program.call("logs", "--errors", "--group", "--limit", "1").output())
			.endsWith("The 1 largest of 2 groups: a larger --limit shows more.\n");
		assertThat(Program.call("logs", "--group").code()).isEqualTo(2);
	}

	@Test
	void csvIsForSpreadsheets() {
		archived("a", 1, "=Error(\"a\", 1)\n");
		SimulatedRun run = archived("b", 2, "Error: \"a, b\"\n");
		Result result = Program.call("logs", "--csv");
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.output()).startsWith("worker,run,revision,status,").endsWith("\r\n");
		assertThat(result.output().replace("\r\n", "")).doesNotContain("\n", "\r");
		List<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(result.output()).stream().toList();
		assertThat(records).hasSize(2);
		assertThat(records.getFirst().getField("run")).isEqualTo(run.slug());
		assertThat(records.getFirst().getField("run_at")).isEqualTo("2026-06-15T12:02:00Z");
		assertThat(records.getFirst().getField("first_error")).isEqualTo("Error: \"a, b\"");
		assertThat(records.getLast().getField("first_error")).isEqualTo("'=Error(\"a\", 1)");
		assertThat(Program.call("logs", "--csv", "--json").code()).isEqualTo(2);
	}

	@Test
	void saysWhereThereAreMoreRows() {
		archived("a", 1, "x");
		archived("a", 2, "x");
		assertThat(Program.call("logs", "--limit", "1").output())
			.endsWith("The newest 1 log; there are more: a larger --limit shows them.\n");
		for (String form : List.of("--csv", "--json")) {
			Result some = Program.call("logs", form, "--limit", "1");
			assertThat(some.errors()).contains("newest 1 log; there are more");
			assertThat(Program.call("logs", form, "--limit", "2").errors()).isEmpty();
		}
	}

}
