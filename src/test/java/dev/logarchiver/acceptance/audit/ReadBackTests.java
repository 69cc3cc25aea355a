package dev.logarchiver.acceptance.audit;

import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.Request;
import dev.logarchiver.world.ArchivedObject;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store that says to have stored what it hasn't is found out at the end of the
 * execution, and nothing is lost by it while the platform has the texts.
 */
class ReadBackTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final int WORKERS = 8;

	private static final int ALWAYS = Integer.MAX_VALUE;

	private static final Map<String, String> SUCCESS = Map.of("ETag", "\"any\"");

	private final World world = new World();

	ReadBackTests() {
		workers().forEach((worker) -> this.world.platform().worker(worker).run(JUNE));
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private static Stream<String> workers() {
		return IntStream.range(0, WORKERS).mapToObj("w%d"::formatted);
	}

	private static Result run() {
		return call("run");
	}

	private static Result call(String... command) {
		return Program.call(Stream
			.of(Stream.of(command), Stream.of("--json"), workers().flatMap((worker) -> Stream.of("--worker", worker)))
			.flatMap((arguments) -> arguments)
			.toArray(String[]::new));
	}

	private static boolean isPut(Request request) {
		return request.method().equals("PUT");
	}

	private static Predicate<Request> isPutOf(String worker) {
		return (request) -> isPut(request) && request.path().contains("worker%3D" + worker + "/");
	}

	private void assertWhole() {
		assertThat(ArchivedObject.of(this.world)).extracting(ArchivedObject::worker)
			.containsExactlyInAnyOrderElementsOf(workers().toList());
		Result verified = Program.call("verify", "--read-data");
		assertThat(verified.code()).as(verified.toString()).isZero();
	}

	@Test
	void aStoreThatKeepsNothingEndsTheJobAndTheNextRunArchivesAll() {
		this.world.wayToStore().answer(200, SUCCESS, "", ReadBackTests::isPut, ALWAYS);
		Result result = run();
		assertThat(result.code()).as(result.toString()).isEqualTo(1);
		assertThat(result.json().path("status").asString()).isEqualTo("FAILED");
		assertThat(result.json().path("reason").asString()).contains("does not hold", "worker=w", "no such object",
				"and " + (WORKERS - 3) + " more");
		assertThat(Program.call("logs", "--json").json()).isEmpty();

		this.world.heal();
		Result healed = run();
		assertThat(healed.code()).as(healed.toString()).isZero();
		assertThat(healed.json().path("archived").asInt()).isEqualTo(WORKERS);
		assertWhole();
	}

	@Test
	void aRestartArchivesAllAnew() {
		this.world.wayToStore().answer(200, SUCCESS, "", ReadBackTests::isPut, ALWAYS);
		assertThat(run().code()).isEqualTo(1);

		Result still = Program.call("restart", "--json");
		assertThat(still.code()).as(still.toString()).isEqualTo(1);
		this.world.heal();
		Result restarted = Program.call("restart", "--json");
		assertThat(restarted.code()).as(restarted.toString()).isZero();
		assertWhole();
	}

	@Test
	void aRestartedBackfillArchivesAllAnew() {
		this.world.wayToStore().answer(200, SUCCESS, "", ReadBackTests::isPut, ALWAYS);
		Result failed = call("backfill", "--since", "2026-06-01", "--until", "2026-07-01");
		assertThat(failed.code()).as(failed.toString()).isEqualTo(1);

		this.world.heal();
		Result restarted = Program.call("restart", "--json");
		assertThat(restarted.code()).as(restarted.toString()).isZero();
		assertWhole();
		assertThat(run().code()).isZero();
		assertWhole();
	}

	@Test
	void oneObjectThatIsMissingIsArchivedAnewAlsoWhereItsWorkerHasRunAgain() {
		this.world.set("archiver.store.read-back", "100%").wayToStore().answer(200, SUCCESS, "", isPutOf("w7"), 2);
		Result result = run();
		assertThat(result.code()).as(result.toString()).isEqualTo(1);
		assertThat(result.errors()).contains("worker=w7/");
		assertThat(result.json().path("reason").asString()).contains("worker=w7/").doesNotContain("more");
		this.world.platform().worker("w7").run(JUNE.plusSeconds(3600));

		Result next = run();
		assertThat(next.code()).as(next.toString()).isZero();
		assertThat(this.world.keys()).hasSize(WORKERS + 1).filteredOn((key) -> key.contains("worker=w7/")).hasSize(2);
		assertThat(Program.call("verify", "--read-data").code()).isZero();
	}

	@Test
	void otherBytesStayBesideTheNextRevision() {
		this.world.set("archiver.store.read-back", "100%");
		assertThat(run().code()).isZero();
		String key = this.world.keys().stream().filter((one) -> one.contains("worker=w7/")).findFirst().orElseThrow();
		Map<String, String> metadata = this.world.head(key).metadata();
		this.world.delete(key);
		this.world.loseLedger();
		this.world.wayToStore().answer(200, SUCCESS, "", (request) -> {
			boolean lies = isPutOf("w7").test(request);
			if (lies) {
				this.world.put(key, "other bytes", metadata);
			}
			return lies;
		}, 1);
		Result result = run();
		assertThat(result.code()).as(result.toString()).isEqualTo(1);
		assertThat(result.json().path("reason").asString()).contains(key);

		this.world.heal();
		Result healed = run();
		assertThat(healed.code()).as(healed.toString()).isZero();
		assertThat(this.world.keys()).contains(key, key.replace(".log.gz", ".r2.log.gz"));
		assertThat(this.world.text(key.replace(".log.gz", ".r2.log.gz"))).isNotEmpty();
	}

	@Test
	void aSmallShareIsOneObjectAtLeast() {
		assertThat(readsOfARun()).isPositive();
	}

	@Test
	void nothingIsReadWhereNothingIsToBe() {
		this.world.set("archiver.store.read-back", "0%");
		assertThat(readsOfARun()).isZero();
	}

	private long readsOfARun() {
		FaultyProxy way = this.world.wayToStore();
		Result result = run();
		assertThat(result.code()).as(result.toString()).isZero();
		return way.requests()
			.stream()
			.filter((request) -> request.method().equals("GET") && request.path().contains("worker%3D"))
			.count();
	}

	@Test
	void aStoreThatDoesNotGiveWhatItHoldsIsNotWrong() {
		this.world.wayToStore()
			.answer(403, "<Error><Code>AccessDenied</Code></Error>",
					(request) -> request.method().equals("GET") && request.path().contains("worker%3D"), ALWAYS);
		Result result = run();
		assertThat(result.code()).as(result.toString()).isZero();
	}

}
