package dev.logarchiver.acceptance.archiving;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the ledger calls archived is so in the store that is configured, or the program
 * says so.
 */
class OwnershipTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final int ALWAYS = Integer.MAX_VALUE;

	private static final String FILE = "_log-archiver.json";

	private final World world = new World();

	private final String store = System.getProperty("archiver.store.uri", "").replaceAll("/$", "");

	private SimulatedRun run;

	@BeforeEach
	void setUp() {
		this.run = this.world.platform().worker("w").run(JUNE);
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private static Result call(int code, String... arguments) {
		Result result = Program.call(arguments);
		assertThat(result.code()).as(result.toString()).isEqualTo(code);
		return result;
	}

	private static Result archive() {
		return call(0, "run", "--json", "--worker", "w");
	}

	private void useAnotherStore() {
		this.world.set("archiver.store.uri", this.store + "/other");
	}

	private void useTheStore() {
		this.world.set("archiver.store.uri", this.store);
	}

	private String id() {
		return this.world.identity().path("id").asString();
	}

	@Test
	void theFirstExecutionGivesTheArchiveAnIdentity() {
		archive();
		assertThat(this.world.identity().path("layout").asInt()).isOne();
		assertThat(Instant.parse(this.world.identity().path("created_at").asString())).isAfter(JUNE);
		String id = id();
		assertThat(id).isNotEmpty();
		assertThat(archive().errors()).doesNotContain("WARN");
		assertThat(id()).isEqualTo(id);
		assertThat(call(0, "verify").output()).doesNotContain("foreign");
		assertThat(call(0, "reindex", "--json").json().path("objects").asInt()).isOne();
	}

	@Test
	void anotherStoreIsRefusedAndBothAreNamed() {
		archive();
		String id = id();
		useAnotherStore();
		String[] empty = { id, this.store, this.store + "/other", "--state", "'reindex --replace'" };
		assertThat(call(2, "run", "--worker", "w").errors()).contains(empty);
		assertThat(call(2, "doctor").output()).contains(id);
		assertThat(this.world.keys()).hasSize(1);
		assertThat(call(2, "reindex").errors()).contains(empty);
		this.world.set("archiver.state-dir", this.world.state() + "-other");
		archive();
		useTheStore();
		assertThat(call(2, "run", "--worker", "w").errors()).contains(id).contains("--state");
		for (List<String> command : List.of(List.of("verify"), List.of("verify", "--repair"), List.of("doctor"),
				List.of("backfill", "--since", "2026-06-01", "--worker", "w"))) {
			Result result = call(2, command.toArray(String[]::new));
			assertThat(result.output() + result.errors()).contains(id);
		}
	}

	@Test
	void aLedgerOfNothingButALostPartialLogBeginsAnew() {
		this.run.running();
		archive();
		useAnotherStore();
		Result result = archive();
		assertThat(result.json().path("archived").asInt()).as(result.toString()).isOne();
		useTheStore();
		call(2, "run", "--worker", "w");
	}

	@Test
	void theSameArchiveUnderAnotherUriGoesOn() {
		archive();
		this.world.copyTo("other/");
		useAnotherStore();
		Result moved = archive();
		assertThat(moved.json().path("unchanged").asInt()).isOne();
		assertThat(moved.errors()).doesNotContain("WARN");
	}

	@Test
	void aCopyWithoutTheLogsIsRefused() {
		archive();
		this.world.copyTo("other/");
		this.world.keysBelow("other/").stream().filter((key) -> key.endsWith(".gz")).forEach(this.world::delete);
		useAnotherStore();
		assertThat(call(2, "run", "--worker", "w").errors()).contains(id(), "lacks the only log");
	}

	@Test
	void theFileIsPutBackWhereTheLogsAreThere() {
		archive();
		String id = id();
		this.world.delete(FILE);
		Result result = archive();
		assertThat(result.errors()).contains("WARN", "put back");
		assertThat(id()).isEqualTo(id);
		this.world.delete(FILE);
		this.world.keys().forEach(this.world::delete);
		assertThat(call(2, "run", "--worker", "w").errors()).contains(id);
	}

	@Test
	void anArchiveOfBeforeGetsTheFile() {
		archive();
		this.world.delete(FILE);
		Ledgers.forgetArchive(this.world);
		assertThat(archive().errors()).doesNotContain("WARN");
		assertThat(id()).isNotEmpty();
		Ledgers.forgetArchive(this.world);
		String id = id();
		assertThat(archive().errors()).doesNotContain("WARN");
		assertThat(id()).isEqualTo(id);
	}

	@Test
	void anEmptyLedgerAdoptsTheArchiveAndWarnsOnce() {
		archive();
		String id = id();
		this.world.loseLedger();
		assertThat(call(0, "doctor").output()).contains("note", id, "'reindex'");
		Result first = archive();
		assertThat(first.errors()).contains("WARN", "'reindex'");
		assertThat(first.json().path("archived").asInt()).isOne();
		assertThat(archive().errors()).doesNotContain("WARN");
		assertThat(id()).isEqualTo(id);
		useAnotherStore();
		call(2, "run", "--worker", "w");
	}

	@Test
	void reindexTakesTheStoreOverWithoutAWarning() {
		archive();
		String id = id();
		this.world.loseLedger();
		call(0, "reindex");
		Result run = archive();
		assertThat(run.json().path("unchanged").asInt()).isOne();
		assertThat(run.errors()).doesNotContain("WARN");
		assertThat(id()).isEqualTo(id);
	}

	@Test
	void reindexWithReplaceDropsWhatIsNotInTheStore() {
		archive();
		this.world.platform().worker("v").run(JUNE);
		call(0, "run", "--worker", "v");
		this.world.set("archiver.state-dir", this.world.state() + "-other");
		useAnotherStore();
		archive();
		useTheStore();
		Result replaced = call(0, "reindex", "--replace", "--json");
		assertThat(replaced.errors()).contains("Dropping 0 of 1 rows");
		assertThat(replaced.json().path("indexed").asInt()).isOne();
		useAnotherStore();
		Result back = call(0, "reindex", "--replace", "--json");
		assertThat(back.errors()).contains("Dropping 1 of 2 rows");
		assertThat(back.json().path("dropped").asInt()).isOne();
		assertThat(call(0, "logs", "--json").json()).hasSize(1);
		call(0, "verify");
		archive();
	}

	@Test
	void aFileThatCannotBeWrittenIsAWarningAndTheUriTellsUntilItCan() {
		FaultyProxy way = this.world.wayToStore();
		way.answer(403, "<Error><Code>AccessDenied</Code></Error>",
				(request) -> request.method().equals("PUT") && request.path().endsWith(FILE), ALWAYS);
		Result first = archive();
		assertThat(Stream.of(first.errors().split("\n")).filter((line) -> line.contains("WARN"))).singleElement()
			.asString()
			.contains(FILE, "can't be written", this.store);
		assertThat(archive().json().path("unchanged").asInt()).isOne();
		useAnotherStore();
		assertThat(call(2, "run", "--worker", "w").errors()).contains(this.store, this.store + "/other");
		useTheStore();
		way.heal();
		assertThat(archive().errors()).doesNotContain("WARN");
		assertThat(id()).isNotEmpty();
	}

	@Test
	void aFileThatCannotBeReadIsAWarningAndTheUriTells() {
		FaultyProxy way = this.world.wayToStore();
		way.answer(403, "<Error><Code>AccessDenied</Code></Error>",
				(request) -> !request.method().equals("PUT") && request.path().endsWith(FILE), ALWAYS);
		way.answer(200,
				"""
						<ListBucketResult><Name>logs</Name><KeyCount>1</KeyCount><IsTruncated>false</IsTruncated>
						<Contents><Key>%s</Key><Size>1</Size></Contents></ListBucketResult>"""
					.formatted(this.store.replaceAll("s3://[^/]*/", "") + "/" + FILE),
				(request) -> String.valueOf(request.parameter("prefix")).endsWith(FILE), ALWAYS);
		assertThat(archive().errors()).contains("WARN", "can't be read");
		assertThat(archive().json().path("unchanged").asInt()).isOne();
	}

	@Test
	void aFileThatHoldsSomethingElseIsNamed() {
		archive();
		for (String content : List.of("", "{}", "null", "{\"layout\":1,\"id\":\"a b\"}", "<html>")) {
			this.world.put(FILE, content);
			assertThat(call(2, "run", "--worker", "w").errors()).contains(FILE, "delete it");
		}
		this.world.put(FILE, "{\"layout\":2}");
		assertThat(call(2, "run", "--worker", "w").errors()).contains("layout 2");
	}

	@Test
	void whoReadsWritesNoFile() {
		call(0, "run", "--dry-run", "--worker", "w");
		Ledgers.createDatabase();
		call(0, "doctor");
		call(0, "verify");
		call(0, "logs");
		call(0, "reindex");
		assertThat(this.world.hasIdentity()).isFalse();
	}

	@Test
	void aDirectoryAndPostgresTellTheirArchiveToo() {
		try (World other = World.onEmptyPostgres()) {
			other.platform().worker("w").run(JUNE);
			other.unset("archiver.store.uri");
			archive();
			Map<String, String> stores = Map.of("archiver.store.uri", "file:" + other.state().resolve("b"));
			stores.forEach(other::set);
			assertThat(call(2, "run", "--worker", "w").errors())
				.contains(" at file:" + other.state().resolve("archive"));
			call(0, "reindex", "--replace");
			archive();
			assertThat(other.state().resolve("b/" + FILE)).exists();
			other.unset("archiver.store.uri");
			call(2, "run", "--worker", "w");
		}
	}

}
