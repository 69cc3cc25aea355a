package dev.logarchiver.acceptance.archiving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.ListingFaults;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.simulation.SimulatedWorker;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever happens on the platform, an archive that makes surveys ends with the same logs
 * as one that asks every Worker at every tick, once both have asked every Worker. Random
 * histories, twice each; {@code -Dhistories=20 -Dhistory.ticks=50} tries more and longer
 * ones, {@code -Dhistory=SEED} one.
 * <p>
 * Both have the same ticks, and at the end every Worker is listed: of a Worker that was
 * taken off the lists for good, an archive has what it happened to see before.
 */
class SurveyHistoriesTests {

	private static final int WORKERS = 200;

	/**
	 * So many in the build; 50 of them, and more histories, are for whoever changes
	 * surveys.
	 */
	private static final int TICKS = Integer.getInteger("history.ticks", 15);

	private final World world = new World().set("archiver.survey.min-workers", "20")
		.set("archiver.coreclaw.max-attempts", "2")
		.set("archiver.survey.ask-all-every", "1d")
		.set("archiver.survey.retry-after", "1h");

	private final List<SimulatedWorker> workers = new ArrayList<>();

	private final List<SimulatedRun> open = new ArrayList<>();

	private final Set<String> nightly = new LinkedHashSet<>();

	private final Set<String> hourly = new LinkedHashSet<>();

	private Instant now = Instant.EPOCH;

	private Random random = new Random();

	private int renamed;

	private int surveys;

	private int suspicions;

	static Stream<Long> seeds() {
		Long one = Long.getLong("history");
		return (one != null) ? Stream.of(one)
				: IntStream.range(0, Integer.getInteger("histories", 1)).mapToObj((_) -> System.nanoTime());
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void endsWithTheSameLogs(long seed) {
		this.random = new Random(seed);
		this.now = Instant.parse("2026-05-20T00:00:00Z").plusSeconds(this.random.nextLong(12L * 86_400));
		this.world.platform().clock(() -> this.now).runsAppearByClock().countOnly();
		Archive surveying = new Archive("surveying");
		Archive asking = new Archive("asking", "--no-survey");
		IntStream.rangeClosed(1, WORKERS).forEach((_) -> addWorker());
		for (int tick = 0; tick < TICKS; tick++) {
			happen();
			boolean dies = chance(15);
			boolean hourlyToo = chance(50);
			for (Archive archive : List.of(surveying, asking)) {
				if (dies) {
					archive.die();
				}
				archive.tick("nightly", this.nightly);
				if (hourlyToo) {
					archive.tick("hourly", this.hourly);
				}
			}
		}
		healAll();
		String history = "history " + seed;
		for (int last = 0; last < 2; last++) {
			this.now = this.now.plus(Duration.ofDays(2));
			for (String job : List.of("nightly", "hourly")) {
				Set<String> list = job.equals("nightly") ? this.nightly : this.hourly;
				JsonNode one = surveying.tick(job, list, "--no-survey").json();
				JsonNode other = asking.tick(job, list).json();
				if (last == 1) {
					assertThat(outcomes(one)).as(history).isEqualTo(outcomes(other));
				}
			}
		}
		assertThat(surveying.logs()).as(history).containsExactlyElementsOf(asking.logs());
		assertThat(surveying.keys()).as(history).isEqualTo(asking.keys());
		assertThat(this.surveys).as(history).isPositive();
		System.out.println(history + ": " + surveying.logs().size() + " logs, " + this.surveys + " surveys, "
				+ this.suspicions + " suspect");
	}

	private static List<Integer> outcomes(JsonNode json) {
		return Stream.of("workers", "archived", "unchanged", "no_run", "failed", "partial")
			.map((name) -> json.path(name).asInt())
			.toList();
	}

	private boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	private SimulatedWorker any() {
		return this.workers.get(this.random.nextInt(this.workers.size()));
	}

	/** Some are listed under two IDs, some in two jobs, and some are nobody's. */
	private void addWorker() {
		int number = this.workers.size();
		SimulatedWorker worker = this.world.platform().worker("acme~w" + number).slug("slug-" + number);
		this.workers.add(worker);
		if (chance(90)) {
			this.nightly.add(worker.id());
		}
		if (chance(30)) {
			this.hourly.add(worker.id());
		}
		if (chance(10)) {
			this.nightly.add(worker.slug());
		}
		if (chance(50)) {
			start(worker);
		}
	}

	private void start(SimulatedWorker worker) {
		SimulatedRun run = worker.run(this.now);
		run.urlHoldsSlug(chance(70));
		switch (this.random.nextInt(6)) {
			case 0 -> {
				this.open.add(run.running());
			}
			case 1 -> run.finished("failed", this.now);
			default -> run.finished("succeeded", this.now);
		}
		if (chance(5)) {
			this.world.platform().listings().late(run, Duration.ofMinutes(this.random.nextInt(45)));
		}
	}

	private void happen() {
		ListingFaults listings = this.world.platform().listings().heal();
		int events = 5 + this.random.nextInt(25);
		Duration step = Duration.ofSeconds(60 + this.random.nextInt(chance(10) ? 7200 : 300));
		this.workers.forEach(SimulatedWorker::heal);
		for (int event = 0; event < events; event++) {
			this.now = this.now.plus(step);
			switch (this.random.nextInt(14)) {
				case 0, 1, 2 -> finish();
				case 3 -> any().slug("renamed-" + ++this.renamed);
				case 4 -> any().fail(Endpoint.LAST_LOG, Fault.error(PlatformError.NOT_IMPLEMENTED));
				case 5 -> any().fail(Endpoint.DOWNLOAD, Fault.page(500));
				case 6 -> changeLists();
				default -> start(any());
			}
		}
		switch (this.random.nextInt(25)) {
			case 0 -> listings.hide(any());
			case 1 -> listings.hide(lastOf(any()));
			case 2 -> listings.hideNewest();
			case 3 -> listings.miscount(1 + this.random.nextInt(3));
			case 4 -> listings.failFrom(1);
			case 5 -> listings.loseAtPageEnds(1);
			case 6 -> listings.repeatPages();
			default -> {
			}
		}
		this.world.set("CORECLAW_BASE_URL", chance(4) ? otherAddress() : this.world.platform().baseUrl().toString());
	}

	private static SimulatedRun lastOf(SimulatedWorker worker) {
		return worker.runs().isEmpty() ? worker.run(Instant.EPOCH) : worker.runs().getLast();
	}

	private String otherAddress() {
		return this.world.platform().baseUrl().toString().replace("127.0.0.1", "localhost");
	}

	private void finish() {
		if (!this.open.isEmpty()) {
			SimulatedRun run = this.open.remove(this.random.nextInt(this.open.size()));
			run.append("the rest\n");
			run.finished(chance(70) ? "succeeded" : "aborted", this.now);
		}
	}

	private void changeLists() {
		if (chance(30)) {
			addWorker();
		}
		else if (chance(50)) {
			this.hourly.remove(any().id());
		}
		else {
			this.hourly.add(any().id());
		}
	}

	/** Nothing goes wrong or goes on any more, and whoever was taken off is back. */
	private void healAll() {
		this.world.platform().heal().listings().heal();
		this.world.set("CORECLAW_BASE_URL", this.world.platform().baseUrl().toString());
		this.workers.forEach(SimulatedWorker::heal);
		while (!this.open.isEmpty()) {
			finish();
		}
		this.workers.forEach((worker) -> this.hourly.add(worker.id()));
	}

	/** An archive of its own. */
	private final class Archive {

		private final Path directory;

		private final List<String> options;

		Archive(String name, String... options) {
			this.directory = SurveyHistoriesTests.this.world.state().resolveSibling(name);
			this.options = List.of(options);
		}

		/**
		 * A tick that ends in its middle, and is resumed by the next one or not at all.
		 */
		void die() {
			SurveyHistoriesTests.this.world.platform().fail(Endpoint.RUN_LOG, Fault.error(PlatformError.KEY_INVALID));
			run("nightly", SurveyHistoriesTests.this.nightly);
			SurveyHistoriesTests.this.world.platform().heal();
		}

		Result tick(String job, Set<String> list, String... more) {
			Result result = run(job, list, more);
			assertThat(result.code()).as(result.toString()).isIn(0, 3);
			JsonNode json = result.json();
			List<Integer> outcomes = outcomes(json);
			assertThat(outcomes.subList(1, 5).stream().mapToInt(Integer::intValue).sum()).as(result.toString())
				.isEqualTo(outcomes.getFirst());
			String state = json.at("/survey/state").asString("");
			SurveyHistoriesTests.this.surveys += state.equals("complete") ? 1 : 0;
			SurveyHistoriesTests.this.suspicions += state.equals("suspect") ? 1 : 0;
			return result;
		}

		private Result run(String job, Set<String> list, String... more) {
			Path file = SurveyHistoriesTests.this.world.file(job + ".txt", String.join("\n", list) + "\n");
			return call(Stream
				.of(Stream.of("run", "--json", "--job", job, "--workers", file.toString()), this.options.stream(),
						Stream.of(more).filter((option) -> !this.options.contains(option)))
				.flatMap((part) -> part)
				.toArray(String[]::new));
		}

		private Result call(String... arguments) {
			return Program.call(Stream
				.concat(Stream.of(arguments), Stream.of("--state", this.directory.resolve("state").toString(),
						"--store", "file:" + this.directory.resolve("store")))
				.toArray(String[]::new));
		}

		/** What the ledger says, but for when and by which execution. */
		List<String> logs() {
			List<String> logs = new ArrayList<>();
			call("logs", "--json", "--limit", "1000000").json().forEach((log) -> {
				List<String> fields = new ArrayList<>();
				for (String name : List.of("worker", "run", "revision", "partial", "status", "completeness", "sha256",
						"key")) {
					fields.add(log.path(name).asString());
				}
				logs.add(String.join(" ", fields));
			});
			return logs.stream().sorted().toList();
		}

		List<String> keys() {
			Path store = this.directory.resolve("store");
			try (Stream<Path> files = Files.walk(store)) {
				return files.filter(java.nio.file.Files::isRegularFile)
					.map((file) -> store.relativize(file).toString())
					.filter((key) -> key.startsWith("worker="))
					.filter((key) -> !key.contains("/."))
					.sorted()
					.toList();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
