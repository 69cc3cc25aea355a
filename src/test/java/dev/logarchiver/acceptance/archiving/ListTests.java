package dev.logarchiver.acceptance.archiving;

import java.time.Instant;
import java.util.List;

import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lists of every format, through the whole job.
 */
class ListTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private final World world = new World();

	@BeforeEach
	void addWorkers() {
		for (String worker : List.of("acme~a", "acme~b", "slug")) {
			this.world.platform().worker(worker).run(JUNE);
		}
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private void assertArchivesAllThree(Result result) {
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.json().path("workers").asInt()).isEqualTo(3);
		assertThat(result.json().path("archived").asInt()).isEqualTo(3);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			list.txt  | acme/a\\n\\n# a comment\\nacme~b\\nslug\\nacme~a\\n
			list      | \uFEFFacme/a\\r\\n  acme~b  \\r\\nslug # mine
			list.csv  | title,worker_id\\n"A, with comma",acme/a\\nB,acme~b\\nC,slug\\nA,acme~a\\n
			list.json | ["acme/a", {"worker_id": "acme~b", "title": "x"}, "slug", {"worker_id": "acme~a"}]
			""")
	void readsEveryFormat(String name, String content) {
		String file = this.world.file(name, content.replace("\\n", "\n").replace("\\r", "\r")).toString();
		assertArchivesAllThree(Program.call("run", "--json", "--workers", file));
	}

	@Test
	void readsStandardInput() {
		assertArchivesAllThree(Program.callWithInput("acme/a\nacme/b\nslug\n", "run", "--json", "--workers", "-"));
	}

	@Test
	void joinsAllThatIsGiven() {
		String one = this.world.file("one.txt", "acme/a\n").toString();
		String two = this.world.file("two.json", "[\"acme/b\"]").toString();
		assertArchivesAllThree(Program.call("run", "--json", "--workers", one, "--worker", "slug", "--workers", two,
				"--worker", "slug"));
	}

	@Test
	void failsABadLineWithItsPlaceAndGoesOn() {
		String file = this.world.file("list.txt", "acme/a\nno Worker\nacme/b\na/b/c\nslug\nno Worker\n").toString();
		Result result = Program.call("run", "--json", "--workers", file);
		assertThat(result.code()).as(result.toString()).isEqualTo(3);
		assertThat(result.json().path("workers").asInt()).isEqualTo(6);
		assertThat(result.json().path("archived").asInt()).isEqualTo(3);
		assertThat(result.json().path("failures")).hasSize(3)
			.allSatisfy((failure) -> assertThat(failure.path("code").asString()).isEqualTo("invalid_worker_id"));
		assertThat(result.json().at("/failures/0/worker").asString()).isEqualTo("no Worker");
		assertThat(result.json().at("/failures/0/reason").asString()).contains("list.txt, line 2", "'no Worker'");
		assertThat(result.json().at("/failures/1/reason").asString()).contains("list.txt, line 4", "'a/b/c'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			empty.txt | # nothing here\\n
			none.csv  | id,name\\nacme/a,A\\n
			bad.json  | ["acme/a",
			map.json  | {"worker_id": "acme/a"}
			""")
	void refusesAListThatIsNone(String name, String content) {
		String file = this.world.file(name, content.replace("\\n", "\n")).toString();
		Result result = Program.call("run", "--workers", file);
		assertThat(result.code()).as(result.toString()).isEqualTo(2);
		assertThat(result.errors()).contains(name, "--workers");
		assertThat(Program.call("executions", "--json").json()).isEmpty();
	}

	@Test
	void keepsTheSameListOnce() throws Exception {
		String file = this.world.file("list.txt", "acme/a\nacme/b\nslug\n").toString();
		Program.call("run", "--workers", file);
		Program.call("run", "--workers", file);
		this.world.file("list.txt", "acme/a\n");
		Program.call("run", "--workers", file);
		try (var connection = Ledgers.open(this.world);
				var rows = connection.createStatement()
					.executeQuery("SELECT COUNT(*), SUM(entries) FROM worker_list")) {
			rows.next();
			assertThat(rows.getInt(1)).isEqualTo(2);
			assertThat(rows.getInt(2)).isEqualTo(4);
		}
	}

}
