package dev.logarchiver.acceptance.inspection;

import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code search} finds in the archived logs.
 */
class SearchTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private SimulatedRun archived(String worker, int hour, String log) {
		SimulatedRun run = this.world.platform()
			.worker(worker)
			.run(JUNE.plusSeconds(3600L * hour))
			.finished("succeeded", null)
			.log(log);
		Result result = Program.call("run", "--worker", worker);
		assertThat(result.code()).as(result.toString()).isZero();
		return run;
	}

	private static Result search(String... arguments) {
		String[] command = IntStream.range(-1, arguments.length)
			.mapToObj((index) -> (index < 0) ? "search" : arguments[index])
			.toArray(String[]::new);
		Result result = Program.call(command);
		assertThat(result.code()).as(result.toString()).isZero();
		return result;
	}

	@Test
	void printsEachLineThatMatchesNewestRunFirst() {
		SimulatedRun old = archived("acme/shop", 0, "start\nHTTP 403\nend\nHTTP 403 again\n");
		SimulatedRun other = archived("other", 1, "fine\nnothing here\n");
		SimulatedRun newest = archived("acme/news", 2, "HTTP 403\u001b[0m\r\n");
		Result result = search("HTTP 4[0-9]+");
		assertThat(result.errors()).isEmpty();
		assertThat(result.output().lines()).containsExactly("acme~news " + newest.slug() + " 1: HTTP 403\\u001b[0m",
				"acme~shop " + old.slug() + " 2: HTTP 403", "acme~shop " + old.slug() + " 4: HTTP 403 again");
		assertThat(search("nowhere").output()).isEmpty();
		assertThat(search("fine", "--count").output()).isEqualTo("other " + other.slug() + ": 1\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "zstd", "none" })
	void readsObjectsHoweverTheyAreCompressed(String compression) {
		this.world.set("archiver.store.compression", compression);
		SimulatedRun run = archived("acme/shop", 0, "a\nneedle é\n");
		assertThat(search("needle .$").output()).isEqualTo("acme~shop " + run.slug() + " 2: needle é\n");
	}

	@Test
	void isJsonToo() {
		SimulatedRun run = archived("acme/shop", 0, "a\n\tneedle \u001b[31mred\r\nb\n");
		JsonNode json = search("needle", "--json").json();
		assertThat(json).isEqualTo(JsonMapper.shared()
			.readTree("[{\"worker\":\"acme~shop\",\"run\":\"" + run.slug()
					+ "\",\"line\":2,\"text\":\"\\tneedle \\u001b[31mred\"}]"));
		assertThat(search("nowhere", "--json").json()).isEqualTo(JsonMapper.shared().readTree("[]"));
		assertThat(search("needle", "-C", "1", "--json").json().at("/0/after/0/text").asString()).isEqualTo("b");
		assertThat(search("needle", "--count", "--json").json().at("/0/hits").asInt()).isOne();
	}

	@Test
	void saysInWhichWorkersAndHowOften() {
		archived("acme/shop", 0, "x\nx\n");
		archived("acme/news", 1, "x\n");
		archived("acme/shop", 2, "x\ny\n");
		archived("other", 3, "y\n");
		assertThat(search("x", "--by-worker").output()).isEqualTo("""
				WORKER     HITS  LOGS  FIRST                 LAST
				acme~shop  3     2     2026-06-15T12:00:00Z  2026-06-15T14:00:00Z
				acme~news  1     1     2026-06-15T13:00:00Z  2026-06-15T13:00:00Z
				""");
		JsonNode json = search("x", "--by-worker", "--json", "--limit", "1").json();
		assertThat(json).hasSize(1);
		assertThat(json.at("/0/worker").asString()).isEqualTo("acme~shop");
		assertThat(json.at("/0/hits").asInt()).isEqualTo(3);
		assertThat(json.at("/0/first").asString()).isEqualTo("2026-06-15T12:00:00Z");
		assertThat(json.at("/0/last").asString()).isEqualTo("2026-06-15T14:00:00Z");
	}

	@ParameterizedTest
	@CsvSource({ "--worker acme/*, 2", "--worker other, 1", "--worker acme/shop --worker other, 2",
			"--since 2026-06-15T13:00:00Z, 2", "--until 2026-06-15T13:00:00Z, 1", "--status failed, 0",
			"--status succeeded, 3", "--errors, 1", "-i, 4", "-F, 0", "--first, 3" })
	void looksOnlyWhereAndForWhatItIsAskedTo(String options, int hits) {
		archived("acme/shop", 0, "fine 1\nFINE 2\n");
		archived("acme/news", 1, "fine 1\nTypeError: x\n");
		archived("other", 2, "fine 1\n");
		String[] arguments = ("fin. " + options + " --json").split(" ");
		assertThat(search(arguments).json()).hasSize(hits);
	}

	@Test
	void printsTheLinesAroundAsGrepDoes() {
		SimulatedRun run = archived("w", 0, "1\n2\nx3\n4\nx5\n6\n7\n8\nx9\n");
		String prefix = "w " + run.slug() + " ";
		assertThat(search("x", "-C", "1").output()).isEqualTo("""
				%1$s2- 2
				%1$s3: x3
				%1$s4- 4
				%1$s5: x5
				%1$s6- 6
				--
				%1$s8- 8
				%1$s9: x9
				""".formatted(prefix));
	}

	@Test
	void endsWhenItHasEnoughAndSaysSo() {
		archived("w", 0, "x\n".repeat(200));
		Result result = search("x");
		assertThat(result.output().lines()).hasSize(100);
		assertThat(result.errors().lines()).hasSize(1);
		assertThat(result.errors()).contains("Ended after 100", "--limit");
		assertThat(search("x", "--limit", "300").errors()).isEmpty();
		assertThat(search("x", "--limit", "3", "--json").json()).hasSize(3);
	}

	@Test
	void endsWhenNobodyReadsAnyMore() {
		archived("w", 0, "x\n".repeat(100_000));
		OutputStream closed = new OutputStream() {
			@Override
			public void write(int value) throws java.io.IOException {
				throw new java.io.IOException("Broken pipe");
			}
		};
		Result result = Program.callWithOutput(closed, "search", "x", "--limit", "100000");
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.errors()).isEmpty();
	}

	@Test
	void anObjectThatCannotBeReadHidesNoOther() {
		SimulatedRun first = archived("w", 0, "x 1\n");
		SimulatedRun second = archived("w", 1, "x 2\n");
		SimulatedRun third = archived("w", 2, "x 3\n");
		this.world.delete(this.world.keysBelow("worker=w/").get(1));
		Result result = Program.call("search", "x");
		assertThat(result.code()).isEqualTo(3);
		assertThat(result.output().lines()).containsExactly("w " + third.slug() + " 1: x 3",
				"w " + first.slug() + " 1: x 1");
		assertThat(result.errors().lines()).hasSize(1);
		assertThat(result.errors()).contains("Not searched to its end", second.slug());
		assertThat(Program.call("search", "x", "--json").json()).hasSize(2);
	}

	@Test
	void aStoreOutOfReachIsAFailure() {
		archived("w", 0, "x 1\n");
		this.world.wayToStore().dropRequest((_) -> true, Integer.MAX_VALUE);
		Result result = Program.call("search", "x");
		assertThat(result.code()).as(result.toString()).isEqualTo(1);
		assertThat(result.errors().lines()).hasSizeLessThanOrEqualTo(3);
	}

	@Test
	void aConnectionThatBreaksIsTriedAgain() {
		SimulatedRun run = archived("w", 0,
				IntStream.range(0, 50_000)
					.mapToObj((line) -> "x " + line * 7919L + "\n")
					.collect(Collectors.joining()));
		FaultyProxy way = this.world.wayToStore();
		way.cutResponse(50_000, (request) -> request.path().contains(run.slug()), 1);
		Result result = search("x", "--limit", "100000");
		assertThat(way.requests()).hasSize(2);
		assertThat(result.output().lines()).hasSize(50_000).doesNotHaveDuplicates();
		assertThat(result.errors()).isEmpty();
	}

	@Test
	void searchesPartialLogsToo() {
		this.world.platform().worker("w").run(JUNE).running().log("x 1\n");
		assertThat(Program.call("run", "--worker", "w").code()).isZero();
		assertThat(search("x").output()).endsWith(" 1: x 1\n");
	}

	@ParameterizedTest
	@CsvSource({ "x(, unclosed group", "\\bx, \\b", "(?=x), (?", "-C 101 x, -C is '101'", "--limit 0 x, --limit",
			"--count --first x, --count", "--since never x, never" })
	void whatCannotBeSearchedForIsAMistake(String arguments, String named) {
		archived("w", 0, "x\n");
		Result result = Program.call(("search " + arguments).split(" "));
		assertThat(result.code()).isEqualTo(2);
		assertThat(result.output()).isEmpty();
		assertThat(result.errors()).contains(named).doesNotContain("\tat ");
		assertThat(result.errors().lines()).hasSizeLessThanOrEqualTo(3);
	}

	@Test
	void manyLogsComeInOrder() {
		List<String> workers = IntStream.range(0, 200).mapToObj((number) -> "w%03d".formatted(number)).toList();
		for (int i = 0; i < workers.size(); i++) {
			this.world.platform()
				.worker(workers.get(i))
				.run(JUNE.plusSeconds(i))
				.finished("succeeded", null)
				.log("x\n".repeat((i % 50 == 0) ? 5000 : 1));
		}
		Result run = Program.callWithInput(String.join("\n", workers), "run", "--workers", "-");
		assertThat(run.code()).as(run.toString()).isZero();
		List<String> found = search("x", "--limit", "100000").output().lines().toList();
		assertThat(found).hasSize(4 * 5000 + 196);
		assertThat(found.stream().map((line) -> line.substring(0, 4)).distinct())
			.containsExactlyElementsOf(workers.reversed());
		assertThat(search("x", "--first", "--limit", "100000").output().lines()).hasSize(200);
	}

}
