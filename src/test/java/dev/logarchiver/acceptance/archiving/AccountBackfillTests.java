package dev.logarchiver.acceptance.archiving;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.logarchiver.simulation.Call;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.SimulatedPlatform;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.simulation.SimulatedWorker;
import dev.logarchiver.simulation.Ulid;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A backfill of many Workers lists the account month by month, and archives what it would
 * by listing each Worker.
 */
class AccountBackfillTests {

	/** The first moment of February, where the platform is. */
	private static final Instant FEBRUARY = Instant.parse("2026-01-31T16:00:00Z");

	private static final String SINCE = "2026-01-10";

	private static final String UNTIL = "2026-03-20T10:00:00Z";

	private static final int MONTHS = 3;

	private static final int WORKERS = 12;

	private World world = world(1);

	World world() {
		return new World();
	}

	private World world(int seed) {
		World prepared = world().set("archiver.survey.min-workers", "10").set("archiver.coreclaw.max-attempts", "2");
		Random random = new Random(seed);
		for (int worker = 0; worker < WORKERS; worker++) {
			history(prepared.platform().worker("acme~w" + worker), random);
		}
		history(prepared.platform().worker("other~foreign"), random);
		return prepared;
	}

	/** Runs around the ends of months and of the range, whose IDs may tell any time. */
	private static void history(SimulatedWorker worker, Random random) {
		List<Instant> times = IntStream.range(0, random.nextInt(1, 8)).mapToObj((_) -> time(random)).sorted().toList();
		for (Instant time : times) {
			Instant told = (random.nextInt(5) == 0) ? time.plus(Duration.ofDays(random.nextInt(60) - 30L)) : time;
			SimulatedRun run = worker.run(Ulid.of(told, random.nextLong()), time);
			switch (random.nextInt(4)) {
				case 0 -> run.finished("failed", time.plusSeconds(60));
				case 1 -> run.finished("aborted", time.plusSeconds(60));
				default -> run.startedAt(time);
			}
		}
	}

	private static Instant time(Random random) {
		return switch (random.nextInt(4)) {
			case 0 -> FEBRUARY.plusMillis(random.nextInt(4) - 2L);
			case 1 -> Instant.parse(UNTIL).plusSeconds(random.nextInt(7200) - 3600L);
			default -> Instant.parse("2026-01-05T00:00:00Z").plusSeconds(random.nextInt(80 * 86_400));
		};
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private Result backfill(String... options) {
		String[] ids = Stream
			.concat(IntStream.range(0, WORKERS).mapToObj((worker) -> "acme/w" + worker), Stream.of("no Worker!"))
			.flatMap((id) -> Stream.of("--worker", id))
			.toArray(String[]::new);
		return Program
			.call(Stream.of(new String[] { "backfill", "--json", "--since", SINCE, "--until", UNTIL }, ids, options)
				.flatMap(Stream::of)
				.toArray(String[]::new));
	}

	private void learnSlugs() {
		this.world.platform().clock(() -> Instant.parse("2026-01-01T00:00:00Z")).runsAppearByClock();
		assertThat(backfill("--status", "ready").code()).isEqualTo(3);
		this.world.platform().clock(() -> Instant.parse("2026-05-01T00:00:00Z")).forgetCalls();
	}

	private long asked() {
		return this.world.platform().count(Endpoint.RUNS);
	}

	private long askedForAccount() {
		return this.world.platform().count(Endpoint.ACCOUNT_RUNS);
	}

	private String outcome(Result result) {
		assertThat(result.code()).as(result.toString()).isEqualTo(3);
		return Stream.of("workers", "archived", "unchanged", "no_run", "failed", "runs")
			.map((name) -> name + "=" + result.json().path(name))
			.toList() + " " + this.world.keys().stream().sorted().toList();
	}

	/** What it comes to without surveys, in a world of its own. */
	private String expected(int seed, String... options) {
		this.world.close();
		this.world = world(seed);
		String outcome = outcome(
				backfill(Stream.concat(Stream.of("--no-survey"), Stream.of(options)).toArray(String[]::new)));
		assertThat(askedForAccount()).isZero();
		this.world.close();
		this.world = world(seed);
		return outcome;
	}

	@ParameterizedTest
	@CsvSource({ "1, ''", "2, failed", "3, 'failed,aborted'", "4, ''", "5, succeeded", "6, ''" })
	void archivesTheSame(int seed, String status) {
		String[] options = status.isEmpty() ? new String[0] : new String[] { "--status", status };
		String expected = expected(seed, options);
		assertThat(outcome(backfill(options))).isEqualTo(expected);
		assertThat(askedForAccount()).isBetween((long) MONTHS, MONTHS + 1L);
		assertThat(this.world.platform().apiCalls()).filteredOn((call) -> call.endpoint() == Endpoint.ACCOUNT_RUNS)
			.noneMatch((call) -> call.target().contains("status="));
	}

	@Test
	void asksNoWorkerThatTheAccountShows() {
		SimulatedPlatform platform = this.world.platform();
		String idle = "acme~w3";
		platform.listings().hide(platform.worker(idle));
		assertThat(backfill().code()).isEqualTo(3);
		assertThat(platform.apiCalls()).filteredOn((call) -> call.endpoint() == Endpoint.RUNS)
			.filteredOn((call) -> !call.target().contains("worker_id=" + idle + "&"))
			.as("one each month, as a check")
			.hasSizeLessThanOrEqualTo(MONTHS);
	}

	@Test
	void losesNoRunOfAWorkerThatTheAccountNeverShows() {
		String expected = expected(1);
		this.world.platform().listings().hide(this.world.platform().worker("acme~w7"));
		assertThat(outcome(backfill())).isEqualTo(expected);
	}

	@Test
	void doesWithoutAMonthWhoseListingLacksWhatACheckFinds() {
		String expected = expected(1);
		IntStream.range(0, WORKERS)
			.mapToObj((worker) -> this.world.platform().worker("acme~w" + worker).runs())
			.flatMap(List::stream)
			.filter((run) -> !run.createdAt().isBefore(FEBRUARY))
			.forEach(this.world.platform().listings()::hide);
		assertThat(outcome(backfill())).isEqualTo(expected);
	}

	static Stream<Consumer<SimulatedPlatform>> problems() {
		return Stream.of((platform) -> platform.listings().miscount(1),
				(platform) -> platform.listings().scraperSlugs(null),
				(platform) -> platform.listings().scraperSlugs("nobody"),
				(platform) -> platform.fail(Endpoint.ACCOUNT_RUNS, Fault.error(PlatformError.NOT_IMPLEMENTED)),
				(platform) -> platform.fail(Endpoint.ACCOUNT_RUNS, Fault.error(PlatformError.NOT_IMPLEMENTED).times(1)),
				(platform) -> platform.fail(Endpoint.WORKERS, Fault.error(PlatformError.NOT_IMPLEMENTED)),
				(platform) -> platform.worker("other~foreign").unlisted(),
				(platform) -> platform.worker("acme~w2").unlisted(),
				(platform) -> platform.worker("acme~w1")
					.renamed("w1-new", false)
					.run(Instant.parse("2026-03-01T00:00:00Z")));
	}

	@ParameterizedTest
	@MethodSource("problems")
	void fallsBackToEachWorker(Consumer<SimulatedPlatform> problem) {
		this.world.close();
		this.world = world(7);
		problem.accept(this.world.platform());
		String expected = outcome(backfill("--no-survey"));
		this.world.close();
		this.world = world(7);
		problem.accept(this.world.platform());
		assertThat(outcome(backfill())).isEqualTo(expected);
	}

	@Test
	void listsEachOfAFewWorkers() {
		this.world.set("archiver.survey.min-workers", "50");
		assertThat(backfill().code()).isEqualTo(3);
		assertThat(askedForAccount()).isZero();
		assertThat(asked()).isGreaterThanOrEqualTo((long) WORKERS * MONTHS);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 4, 6, 8 })
	void goesOnWhereItStood(int goneWell) {
		String expected = expected(2);
		this.world.set("archiver.concurrency", "1");
		SimulatedPlatform platform = this.world.platform();
		SimulatedWorker hidden = platform.worker("acme~w0");
		platform.listings().hide(hidden);
		platform.fail(Pattern.compile("/worker-runs$"), Fault.error(PlatformError.KEY_INVALID).afterFirst(goneWell));
		assertThat(backfill().code()).isEqualTo(4);
		platform.heal().forgetCalls();
		assertThat(outcome(backfill())).isEqualTo(expected);
		assertThat(platform.apiCalls()).filteredOn((call) -> call.endpoint() == Endpoint.ACCOUNT_RUNS)
			.extracting(Call::target)
			.as("months listed before are not listed again")
			.hasSizeLessThanOrEqualTo(Math.max(0, MONTHS + 2 - goneWell / 2));
	}

	@Test
	void aPlanSaysTheSame() {
		learnSlugs();
		Result plan = backfill("--dry-run");
		long asked = asked();
		assertThat(askedForAccount()).isPositive();
		Result without = backfill("--dry-run", "--no-survey");
		assertThat(asked()).isGreaterThan(2 * asked);
		for (int month = 0; month < MONTHS; month++) {
			for (String count : List.of("month", "found", "archived", "to_fetch")) {
				assertThat(plan.json().path("months").path(month).path(count))
					.isEqualTo(without.json().path("months").path(month).path(count));
			}
		}
	}

}
