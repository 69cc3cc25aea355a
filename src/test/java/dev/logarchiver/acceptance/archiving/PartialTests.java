package dev.logarchiver.acceptance.archiving;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.Request;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The log of a run that goes on is whole in the end, and nothing stays beside it,
 * whatever became of its partial object.
 */
class PartialTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final int ALWAYS = Integer.MAX_VALUE;

	private static final String DENIED = "<Error><Code>AccessDenied</Code></Error>";

	private final World world = new World();

	private SimulatedRun run;

	@BeforeEach
	void setUp() {
		this.world.platform().worker("other").run(JUNE);
		this.run = this.world.platform().worker("w").run(JUNE).running().log("so far\n");
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private static Result archive(int code) {
		Result result = Program.call("run", "--json", "--worker", "w", "--worker", "other");
		assertThat(result.code()).as(result.toString()).isEqualTo(code);
		return result;
	}

	private String key(String ending) {
		return "worker=w/date=2026-06-15/" + this.run.slug() + ending;
	}

	private void finish() {
		this.run.finished("succeeded", JUNE.plusSeconds(60));
	}

	private List<String> keysOfW() {
		return this.world.keys().stream().filter((key) -> key.startsWith("worker=w/")).toList();
	}

	private void assertWhole() {
		assertThat(keysOfW()).containsExactly(key(".log.gz"));
		assertThat(this.world.text(key(".log.gz")))
			.isEqualTo(new String(this.run.log().bytes(), StandardCharsets.UTF_8));
		Result verified = Program.call("verify", "--read-data");
		assertThat(verified.code()).as(verified.toString()).isZero();
	}

	private static boolean deletes(Request request) {
		return request.method().equals("DELETE");
	}

	@Test
	void oneThatCannotBeDeletedIsAWarning() {
		FaultyProxy way = this.world.wayToStore().answer(403, DENIED, PartialTests::deletes, ALWAYS);
		archive(0);
		finish();
		for (int i = 0; i < 2; i++) {
			assertThat(archive(0).errors().lines().filter((line) -> line.contains("WARN"))).singleElement()
				.asString()
				.contains(key(".partial.log.gz"), "AccessDenied");
		}
		assertThat(keysOfW()).hasSize(2);
		assertThat(Program.call("verify").code()).isZero();
		way.heal();
		assertThat(archive(0).errors()).doesNotContain("WARN");
		assertWhole();
	}

	@Test
	void manyThatCannotBeDeletedAreNotTriedOneByOne() {
		FaultyProxy way = this.world.wayToStore().answer(403, DENIED, PartialTests::deletes, ALWAYS);
		archive(0);
		Ledgers.noteStrays(this.world, 100);
		int before = way.requests().size();
		archive(0);
		assertThat(way.requests().stream().skip(before).filter(PartialTests::deletes).count()).isEqualTo(20);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gone", "something else", "no gzip", "cut" })
	void oneThatIsNotWhatWasStoredIsDownloadedAnew(String what) {
		archive(0);
		String partial = key(".partial.log.gz");
		byte[] stored = this.world.bytes(partial);
		switch (what) {
			case "gone" -> this.world.delete(partial);
			case "something else" -> this.world.putBytes(partial,
					this.world.bytes(this.world.keys()
						.stream()
						.filter((key) -> key.startsWith("worker=other/"))
						.findFirst()
						.orElseThrow()));
			case "no gzip" -> this.world.put(partial, "no gzip");
			default -> this.world.putBytes(partial, Arrays.copyOf(stored, stored.length - 9));
		}
		finish();
		Result result = archive(0);
		assertThat(result.json().path("archived").asInt()).as(result.toString()).isOne();
		assertWhole();
	}

	@Test
	void oneWhoseBytesDoNotComeIsDownloadedAnew() {
		archive(0);
		finish();
		this.world.wayToStore()
			.cutResponse(300, (request) -> request.method().equals("GET") && request.path().contains(".partial."),
					ALWAYS);
		archive(0);
		this.world.heal();
		assertWhole();
	}

	@Test
	void oneThatNobodyHasAnyMoreFailsItsWorkerAlone() {
		archive(0);
		this.world.delete(key(".partial.log.gz"));
		finish();
		this.run.url(null).preview();
		this.world.platform().worker("other").run(JUNE.plusSeconds(1));
		Result result = archive(3);
		assertThat(result.json().path("archived").asInt()).as(result.toString()).isOne();
		assertThat(result.json().at("/failures/0/reason").asString()).contains("no longer has the log",
				key(".partial.log.gz"));
	}

	@Test
	void oneOfAnotherCompressionIsDeleted() {
		archive(0);
		this.world.set("archiver.store.compression", "zstd");
		this.run.append("and on\n");
		archive(0);
		assertThat(keysOfW()).containsExactly(key(".partial.log.zst"));
		this.world.set("archiver.store.compression", "gzip");
		this.run.append("end\n");
		finish();
		archive(0);
		assertWhole();
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "zstd" })
	void oneThatWasStoredWithoutItsRowIsDeleted(String compression) {
		this.world.set("archiver.store.compression", compression);
		this.world.wayToStore()
			.dropResponse((request) -> request.method().equals("PUT") && request.path().contains(".partial."), ALWAYS);
		archive(1);
		this.world.heal();
		this.world.set("archiver.store.compression", "gzip");
		assertThat(keysOfW()).hasSize(1);
		finish();
		archive(0);
		assertWhole();
	}

	@Test
	void oneOfALostLedgerIsDeletedOrFinished() {
		SimulatedRun slow = this.world.platform().worker("slow").run(JUNE).running();
		assertThat(Program.call("run", "--worker", "w", "--worker", "slow").code()).isZero();
		this.world.loseLedger();
		finish();
		archive(0);
		assertThat(keysOfW()).containsExactly(key(".log.gz"));
		slow.finished("succeeded", JUNE.plusSeconds(60));
		this.world.platform().worker("slow").run(JUNE.plusSeconds(120));
		assertThat(Program.call("run", "--worker", "slow").code()).isZero();
		assertThat(this.world.keys()).contains("worker=slow/date=2026-06-15/" + slow.slug() + ".log.gz")
			.noneMatch((key) -> key.contains(".partial."));
		assertWhole();
	}

	@ParameterizedTest
	@ValueSource(strings = { "object_key = 'nonsense'", "object_key = 'worker=w/date=x/y.partial.log.gz'",
			"sha256 = 'x'", "run_status = 'dreaming'", "completeness = 'half'" })
	void aRowOfNonsenseEndsNoJob(String nonsense) {
		archive(0);
		Ledgers.execute(this.world, "UPDATE archived_log SET " + nonsense + " WHERE worker_id = 'w'");
		finish();
		this.world.platform().worker("other").run(JUNE.plusSeconds(1));
		Result result = Program.call("run", "--json", "--worker", "w", "--worker", "other");
		assertThat(result.code()).as(result.toString()).isIn(0, 3);
		assertThat(result.json().path("status").asString()).isEqualTo("COMPLETED");
		assertThat(this.world.keys().stream().filter((key) -> key.startsWith("worker=other/"))).hasSize(2);
	}

	@Test
	void aRunIdOfNonsenseEndsNoJob() {
		finish();
		archive(0);
		Ledgers.execute(this.world,
				"UPDATE archived_log SET run_id = '', leftover_key = 'worker=' WHERE worker_id = 'w'");
		Result result = archive(0);
		assertThat(result.json().path("status").asString()).isEqualTo("COMPLETED");
	}

	@Test
	void metadataOfNonsenseIsAnotherObject() {
		finish();
		this.world.put(key(".log.gz"), "x",
				Map.of("worker-id", "w", "run-id", "?", "size", "-1", "archived-at", "never"));
		archive(0);
		assertThat(keysOfW()).containsExactlyInAnyOrder(key(".log.gz"), key(".r2.log.gz"));
	}

}
