package dev.logarchiver.acceptance.audit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.logarchiver.simulation.Call;
import dev.logarchiver.simulation.Endpoint;
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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ledger is lost and rebuilt from the store alone.
 */
class ReindexTests {

	private static final Instant MAY = Instant.parse("2026-05-31T12:00:00Z");

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private SimulatedRun run(String worker) {
		return this.world.platform().worker(worker).run(MAY);
	}

	private static Result archive(String... workers) {
		List<String> arguments = new ArrayList<>(List.of("run", "--json"));
		for (String worker : workers) {
			arguments.addAll(List.of("--worker", worker));
		}
		return Program.call(arguments.toArray(String[]::new));
	}

	private void assertReindexed(Result result, int indexed, int already, int partial, int leftover, int foreign) {
		JsonNode report = result.json();
		assertThat(List.of(report.path("indexed").asInt(), report.path("already").asInt(),
				report.path("partial").asInt(), report.path("leftover").asInt(), report.path("foreign").asInt()))
			.as(result.toString())
			.containsExactly(indexed, already, partial, leftover, foreign);
	}

	private static List<JsonNode> ledger() {
		List<JsonNode> logs = new ArrayList<>();
		Program.call("logs", "--json").json().forEach((log) -> logs.add(withoutExecution(log)));
		return logs;
	}

	private static JsonNode withoutExecution(JsonNode log) {
		tools.jackson.databind.node.ObjectNode copy = log.deepCopy().asObject();
		copy.remove("execution");
		return copy;
	}

	@ParameterizedTest
	@ValueSource(strings = { "bucket", "directory" })
	void downloadsNothingAfterTheLedgerIsRebuilt(String store) {
		if (store.equals("directory")) {
			this.world.unset("archiver.store.uri");
		}
		run("acme/a");
		run("b").finished("failed", null).startedAt(null);
		run("p").url(null).preview("one", "zwei – ü");
		archive("acme/a", "b", "p");
		this.world.set("archiver.store.compression", "zstd");
		run("z");
		archive("z");
		this.world.set("archiver.store.compression", "none");
		run("n").log("");
		archive("n");
		run("b").log("first\n");
		archive("b");
		this.world.platform().worker("b").runs().getLast().log("second\n");
		Program.call("run", "--force", "--worker", "b");
		List<JsonNode> before = ledger();
		assertThat(before).hasSize(7);

		this.world.loseLedger();
		this.world.unset("CORECLAW_API_KEY");
		Result result = Program.call("reindex", "--json");
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.json().path("objects").asInt()).isEqualTo(7);
		assertReindexed(result, 7, 0, 0, 0, 0);
		assertThat(ledger()).containsExactlyElementsOf(before);
		assertThat(Program.call("logs", "--json").json().at("/0/execution").asInt()).isZero();

		this.world.set("CORECLAW_API_KEY", this.world.platform().apiKey());
		this.world.platform().forgetCalls();
		Result run = archive("acme/a", "b", "z", "n");
		assertThat(run.json().path("unchanged").asInt()).as(run.toString()).isEqualTo(4);
		assertThat(this.world.platform().downloads()).isEmpty();
		assertThat(this.world.platform().apiCalls()).extracting(Call::endpoint)
			.containsExactly(Endpoint.LAST_LOG, Endpoint.LAST_LOG, Endpoint.LAST_LOG, Endpoint.LAST_LOG);
		Result verified = Program.call("verify", "--read-data");
		assertThat(verified.code()).as(verified.toString()).isZero();
	}

	@Test
	void changesNothingTheSecondTime() {
		run("a");
		run("b").running();
		archive("a", "b");
		this.world.loseLedger();
		assertReindexed(Program.call("reindex", "--json"), 2, 0, 1, 0, 0);
		List<JsonNode> once = ledger();
		assertReindexed(Program.call("reindex", "--json"), 0, 2, 1, 0, 0);
		assertThat(ledger()).isEqualTo(once);
	}

	@Test
	void leavesWhatTheLedgerHas() {
		run("a");
		archive("a");
		String before = Program.call("logs", "--json").output();
		assertReindexed(Program.call("reindex", "--json"), 0, 1, 0, 0, 0);
		assertThat(Program.call("logs", "--json").output()).isEqualTo(before);
	}

	@Test
	void goesOnWithARunThatWasPartial() {
		SimulatedRun run = run("w").running().log("so far\n");
		archive("w");
		this.world.loseLedger();
		assertReindexed(Program.call("reindex", "--json"), 1, 0, 1, 0, 0);
		assertThat(archive("w").json().path("unchanged").asInt()).isOne();
		run.append("end\n").finished("succeeded", MAY.plusSeconds(60));
		assertThat(archive("w").json().path("archived").asInt()).isOne();
		assertThat(this.world.keys()).singleElement().asString().endsWith("/" + run.slug() + ".log.gz");
	}

	@Test
	void hasThePartialObjectBesideAFinalOneDeletedByTheNextRun() {
		SimulatedRun run = run("w").running();
		archive("w");
		String partial = this.world.keys().getFirst();
		Map<String, String> metadata = this.world.head(partial).metadata();
		run.finished("succeeded", MAY.plusSeconds(60));
		archive("w");
		assertThat(this.world.keys()).doesNotContain(partial).hasSize(1);
		this.world.put(partial, "left over", metadata);
		this.world.loseLedger();
		assertReindexed(Program.call("reindex", "--json"), 1, 0, 0, 1, 0);
		assertReindexed(Program.call("reindex", "--json"), 0, 1, 0, 1, 0);
		assertThat(Program.call("verify").code()).isZero();
		assertThat(archive("w").json().path("unchanged").asInt()).isOne();
		assertThat(this.world.keys()).doesNotContain(partial).hasSize(1);
	}

	@Test
	void countsForeignObjectsAndSucceeds() {
		run("w");
		archive("w");
		this.world.put("README.txt", "somebody's");
		this.world.put("worker=w/date=2026-05-31/notes.txt", "somebody's");
		this.world.loseLedger();
		Result result = Program.call("reindex", "--json");
		assertThat(result.code()).isZero();
		assertReindexed(result, 1, 0, 0, 0, 2);
		assertThat(result.json().path("objects").asInt()).isEqualTo(3);
		assertThat(result.json().path("foreign_keys").valueStream().map(JsonNode::asString))
			.containsExactlyInAnyOrder("README.txt", "worker=w/date=2026-05-31/notes.txt");
		assertThat(Program.call("reindex").output()).contains("foreign", "README.txt");
	}

	@Test
	void refusesObjectsOfOursThatSayNothingUsableOfThemselves() {
		SimulatedRun run = run("w");
		archive("w");
		String key = this.world.keys().getFirst();
		Map<String, String> metadata = new HashMap<>(this.world.head(key).metadata());
		this.world.put(key.replace("worker=w/", "worker=other/"), "moved", metadata);
		this.world.put(key.replace(".log", ".r2.log"), "without metadata");
		metadata.put("sha256", "x");
		this.world.put(key.replace("worker=w/", "worker=bad/"), "bad", metadata);
		this.world.loseLedger();
		Result result = Program.call("reindex", "--json");
		assertThat(result.code()).isEqualTo(3);
		assertReindexed(result, 1, 0, 0, 0, 0);
		assertThat(result.json().path("problems").valueStream().map((problem) -> problem.path("what").asString()))
			.hasSize(3)
			.anyMatch((what) -> what.contains("'worker-id' is not what the key says"))
			.anyMatch((what) -> what.contains("'worker-id' is missing"))
			.anyMatch((what) -> what.contains("'sha256' has a bad value"));
		assertThat(Program.call("cat", "w").bytes()).isEqualTo(run.log().bytes());
	}

	@ParameterizedTest
	@CsvSource({ "started-at, +999999999-12-31T23:59:59Z", "finished-at, -999999999-01-01T00:00:00Z",
			"archived-at, +300000-01-01T00:00:00Z", "archived-at, yesterday", "size, 99999999999999999999",
			"revision, x", "error-lines, many", "request-id, %zz" })
	void goesOnAfterAnObjectThatSaysNonsense(String entry, String nonsense) {
		run("w");
		archive("w");
		String key = this.world.keys().getFirst();
		Map<String, String> metadata = new HashMap<>(this.world.head(key).metadata());
		metadata.put("worker-id", "bad");
		metadata.put(entry, nonsense);
		this.world.put(key.replace("worker=w/", "worker=bad/"), "bad", metadata);
		this.world.loseLedger();
		Result result = Program.call("reindex", "--json");
		assertThat(result.code()).as(result.toString()).isEqualTo(3);
		assertReindexed(result, 1, 0, 0, 0, 0);
		assertThat(result.json().at("/problems/0/what").asString()).contains("'" + entry + "' has a bad value");
	}

	@ParameterizedTest
	@ValueSource(strings = { "verify", "reindex" })
	void endsWithOneWhereTheListingHasNoEnd(String command) {
		run("w");
		archive("w");
		this.world.wayToStore()
			.answer(200, "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>same"
					+ "</NextContinuationToken><Contents><Key>x</Key><Size>1</Size></Contents></ListBucketResult>",
					(request) -> "1000".equals(request.parameter("max-keys"))
							|| (request.parameter("list-type") != null && request.parameter("max-keys") == null),
					Integer.MAX_VALUE);
		Result result = Program.call(command);
		assertThat(result.code()).as(result.toString()).isEqualTo(1);
		assertThat(result.errors()).contains("has no end").doesNotContain("\tat ");
	}

	@Test
	void takesOneOfTwoObjectsOfTheSameRevisionAndNamesTheOther() {
		run("w");
		archive("w");
		this.world.loseLedger();
		this.world.set("archiver.store.compression", "none");
		archive("w");
		this.world.loseLedger();
		Result result = Program.call("reindex", "--json");
		assertThat(result.code()).isEqualTo(3);
		assertReindexed(result, 1, 0, 0, 0, 0);
		assertThat(result.json().at("/problems/0/what").asString()).contains("delete one of them");
		assertThat(Program.call("reindex", "--json").json().path("already").asInt()).isOne();
	}

	@Test
	void readsSeveralPagesOfAListing() {
		run("w");
		archive("w");
		String key = this.world.keys().getFirst();
		Map<String, String> metadata = Map.copyOf(this.world.head(key).metadata());
		IntStream.range(0, 2500).parallel().forEach((i) -> {
			Map<String, String> entries = new HashMap<>(metadata);
			entries.put("worker-id", "w" + i);
			this.world.put(key.replace("worker=w/", "worker=w" + i + "/"), "text", entries);
		});
		this.world.loseLedger();
		assertReindexed(Program.call("reindex", "--json"), 2501, 0, 0, 0, 0);
		Result verified = Program.call("verify", "--json");
		assertThat(verified.json().path("checked").asInt()).as(verified.errors()).isEqualTo(2501);
		assertThat(verified.json().path("problems")).isEmpty();
		List<String> lost = this.world.keys().stream().filter((name) -> name.matches("worker=w.*77/.*")).toList();
		lost.forEach(this.world::delete);
		assertThat(Program.call("verify", "--json").json().path("problems").valueStream())
			.allMatch((problem) -> problem.path("kind").asString().equals("missing"))
			.extracting((problem) -> problem.path("key").asString())
			.containsExactlyInAnyOrderElementsOf(lost)
			.hasSize(25);
	}

	@Test
	void goesOnWhereABrokenStoreEndedIt() {
		for (int i = 0; i < 40; i++) {
			run("w" + i);
		}
		archive(IntStream.range(0, 40).mapToObj((i) -> "w" + i).toArray(String[]::new));
		this.world.loseLedger();
		String endpoint = System.getProperty("aws.endpointUrlS3");
		try (FaultyProxy proxy = FaultyProxy.inFrontOf(URI.create(endpoint))) {
			proxy.answer(503, "", (request) -> request.method().equals("HEAD") && request.target().contains("w35/"),
					99);
			this.world.set("aws.endpointUrlS3", proxy.uri().toString())
				.set("archiver.store.rate-limit-patience", "50ms");
			Result broken = Program.call("reindex");
			assertThat(broken.code()).as(broken.toString()).isEqualTo(1);
			assertThat(broken.errors().lines()).hasSize(1);
		}
		this.world.set("aws.endpointUrlS3", endpoint);
		Result whole = Program.call("reindex", "--json");
		assertThat(whole.code()).as(whole.toString()).isZero();
		assertThat(whole.json().path("already").asInt()).as(whole.toString()).isPositive();
		assertThat(whole.json().path("objects").asInt()).isEqualTo(40);
		assertThat(ledger()).hasSize(40);
	}

	@Test
	void endsWithOneWhereTheStoreIsOutOfReach() throws IOException {
		run("w");
		archive("w");
		this.world.set("aws.endpointUrlS3", "http://127.0.0.1:1");
		Result result = Program.call("reindex");
		assertThat(result.code()).as(result.toString()).isEqualTo(1);
		assertThat(result.bytes()).isEmpty();
		assertThat(result.errors().lines()).hasSize(1);
		Path noDirectory = Files.createFile(this.world.state().resolve("file"));
		assertThat(Program.call("reindex", "--store", noDirectory.toUri().toString()).code()).isEqualTo(2);
	}

}
