package dev.logarchiver.acceptance.archiving;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import dev.logarchiver.archiving.Force;
import dev.logarchiver.LogArchiverApplication;
import dev.logarchiver.cli.start.ListedApplication;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.intake.Selection;
import dev.logarchiver.intake.WorkerList;
import dev.logarchiver.job.Archiver;
import dev.logarchiver.job.RunRequest;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.ArchivedObject;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.Remains;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hourly ticks over Workers that run every seven minutes, and now and then: nothing is
 * missed, and nothing is archived twice. The simulation moves the clock of the platform
 * and of the program.
 */
class CompletenessTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private static final Duration TICK = Duration.ofHours(1);

	private static final AtomicReference<Instant> NOW = new AtomicReference<>(START);

	/** The time as the simulation has it. */
	private static final InstantSource MOVED = () -> Objects.requireNonNull(NOW.get());

	private final World world = new World();

	private final List<SimulatedRun> runs = new ArrayList<>();

	private Instant end = START;

	@AfterEach
	void close() {
		this.world.close();
	}

	@Test
	void everyRunOfTwoDaysIsInTheBucketOnce() {
		archiveHourly(2);
		assertThat(ArchivedObject.of(this.world)).extracting(ArchivedObject::run)
			.containsExactlyInAnyOrderElementsOf(expected());
		Remains.ledgerHoldsTheStore(this.world);
	}

	/**
	 * Some days unless told otherwise; {@code -Dcompleteness.days=90} takes minutes. In a
	 * directory: the S3 server of the tests needs longer for each listing the more
	 * objects there are.
	 */
	@Test
	void everyRunIsInTheStoreOnce() {
		Path store = this.world.state().resolve("store");
		this.world.set("archiver.store.uri", "file:" + store);
		archiveHourly(Integer.getInteger("completeness.days", 5));
		List<String> expected = expected();
		assertThat(Remains.archivedRuns()).containsExactlyInAnyOrderElementsOf(expected);
		Result verified = Program.call("verify", "--read-data", "--json");
		assertThat(verified.code()).as(verified.toString()).isZero();
		assertThat(verified.json().path("checked").asInt()).isEqualTo(expected.size());
	}

	private void archiveHourly(int days) {
		this.end = START.plus(Duration.ofDays(days));
		runEvery("acme~often", Duration.ofMinutes(7));
		runEvery("acme~seldom", Duration.ofHours(5).plusMinutes(13));
		this.world.platform().clock(NOW::get).runsAppearByClock().countOnly();
		int ticks = 0;
		try (ConfigurableApplicationContext context = application().run("--logging.level.dev.logarchiver=warn")) {
			Archiver archiver = context.getBean(Archiver.class);
			for (Instant now = START.plus(TICK); !now.isAfter(this.end); now = now.plus(TICK)) {
				NOW.set(now);
				tick(archiver, now);
				ticks++;
			}
		}
		System.out.printf("%d runs in %d hourly ticks: all archived, by %d API calls%n", expected().size(), ticks,
				calls());
	}

	private void tick(Archiver archiver, Instant now) {
		Selection both = new Selection().workers(List.of("acme~often", "acme~seldom"), "--worker");
		try (WorkerList workers = both.open(InputStream.nullInputStream(), this.world.state().resolve("spool"))) {
			ExecutionReport report = archiver.run(new RunRequest("hourly", now, Force.NONE, true, workers), (_) -> {
			});
			assertThat(report.counts().failed()).as(report.toString()).isZero();
		}
	}

	private static ListedApplication application() {
		ListedApplication application = new ListedApplication(LogArchiverApplication.class, false);
		application.addInitializers(CompletenessTests::moveClock);
		return application;
	}

	private static void moveClock(ConfigurableApplicationContext context) {
		((GenericApplicationContext) context).registerBean("movedClock", Clock.class,
				() -> MOVED.withZone(ZoneOffset.UTC), (bean) -> bean.setPrimary(true));
	}

	private void runEvery(String worker, Duration interval) {
		for (Instant time = START.plusSeconds(11); time.isBefore(this.end); time = time.plus(interval)) {
			this.runs.add(this.world.platform().worker(worker).run(time));
		}
	}

	/**
	 * All but those before the first tick's last run, which only a backfill would
	 * archive.
	 */
	private List<String> expected() {
		Instant first = START.plus(TICK);
		return this.runs.stream()
			.filter((run) -> !run.createdAt().isAfter(this.end))
			.filter((run) -> run.createdAt().isAfter(first) || isLastBefore(run, first))
			.map(SimulatedRun::slug)
			.toList();
	}

	private boolean isLastBefore(SimulatedRun run, Instant time) {
		return this.runs.stream()
			.filter((other) -> other.workerId().equals(run.workerId()) && !other.createdAt().isAfter(time))
			.reduce((_, later) -> later)
			.filter(run::equals)
			.isPresent();
	}

	private long calls() {
		return Arrays.stream(Endpoint.values()).filter(Endpoint::isApi).mapToLong(this.world.platform()::count).sum();
	}

}
