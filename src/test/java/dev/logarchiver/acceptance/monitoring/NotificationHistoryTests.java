package dev.logarchiver.acceptance.monitoring;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import dev.logarchiver.LogArchiverApplication;
import dev.logarchiver.archiving.Force;
import dev.logarchiver.cli.start.ListedApplication;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.ExecutionReport.Ending;
import dev.logarchiver.intake.Selection;
import dev.logarchiver.intake.WorkerList;
import dev.logarchiver.job.Archiver;
import dev.logarchiver.job.RunRequest;
import dev.logarchiver.notification.Notifications;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.world.MetricsReceiver;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Thirty days of 200 Workers that fail and recover, come late and can't be archived, with
 * a platform and a receiver that are down at times: what was told is what happened, each
 * once. The simulation moves the clock of the platform and of the program.
 */
class NotificationHistoryTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private static final Duration TICK = Duration.ofHours(12);

	private static final int WORKERS = 200;

	private static final int TICKS = 60;

	private static final Duration REMIND = Duration.ofDays(7);

	private static final Duration HOUR = Duration.ofHours(1);

	/** The ticks at which the platform is down, and those at which the receiver is. */
	private static final Set<Integer> DOWN = Set.of(13, 14, 37, 51, 52, 53);

	private static final Set<Integer> DEAF = Set.of(7, 8, 37);

	/** The ticks before which the process ends and another one begins. */
	private static final Set<Integer> NEW_PROCESS = Set.of(5, 8, 14, 31, 38, 52);

	private static final AtomicReference<Instant> NOW = new AtomicReference<>(START);

	/** The time as the simulation has it. */
	private static final InstantSource MOVED = () -> Objects.requireNonNull(NOW.get());

	private final World world = new World().set("archiver.coreclaw.max-attempts", "1")
		.set("archiver.survey.enabled", "false");

	private final MetricsReceiver receiver = MetricsReceiver.start();

	private final Random random = new Random(20_260_101);

	private final List<History> histories = new ArrayList<>();

	private final Expected expected = new Expected();

	private final Set<String> taken = new TreeSet<>();

	@AfterEach
	void close() {
		this.receiver.close();
		this.world.close();
	}

	@Test
	void whatWasToldIsWhatHappenedEachOnce() {
		this.world.set("archiver.store.uri", "file:" + this.world.state().resolve("store"))
			.set("archiver.notify.url", this.receiver.url() + "/hook");
		this.world.platform().clock(NOW::get).runsAppearByClock().countOnly();
		IntStream.range(0, WORKERS).forEach((number) -> this.histories.add(history(number)));
		ConfigurableApplicationContext program = begin();
		try {
			for (int tick = 1; tick <= TICKS; tick++) {
				if (NEW_PROCESS.contains(tick)) {
					program.close();
					program = begin();
				}
				tick(program, tick);
			}
		}
		finally {
			program.close();
		}
		Map<Long, List<String>> told = told();
		assertThat(lines(told)).containsExactlyElementsOf(lines(this.expected.messages));
		assertThat(this.taken).hasSameSizeAs(told.keySet()).hasSizeLessThan(TICKS);
		Map<String, Long> kinds = new TreeMap<>();
		told.values()
			.stream()
			.flatMap(List::stream)
			.forEach((line) -> kinds.merge(line.replaceFirst(" .*", ""), 1L, Long::sum));
		assertThat(kinds.keySet()).contains("newly_failing", "recovered", "late", "no_longer_late", "not_archived",
				"archived_again", "job_failed", "job_recovered", "reminders");
		System.out.printf("%d messages about %d ticks: %s%n", told.size(), TICKS, kinds);
	}

	/** The settings of the program come from the world. */
	private static ConfigurableApplicationContext begin() {
		ListedApplication application = new ListedApplication(LogArchiverApplication.class, false);
		application.addInitializers((context) -> ((GenericApplicationContext) context).registerBean("movedClock",
				Clock.class, () -> MOVED.withZone(ZoneOffset.UTC), (bean) -> bean.setPrimary(true)));
		return application.run("--logging.level.dev.logarchiver=error");
	}

	private void tick(ConfigurableApplicationContext program, int tick) {
		Instant now = START.plus(TICK.multipliedBy(tick));
		NOW.set(now);
		Archiver archiver = program.getBean(Archiver.class);
		Consumer<ExecutionReport> whenEnded = (report) -> {
			this.expected.ended(report, this.histories, Objects.requireNonNull(NOW.get()));
			program.getBean(Notifications.class).ended(report, (report.ending() == Ending.COMPLETED) ? 0 : 1);
		};
		this.histories.forEach((history) -> history.setFault(tick));
		this.receiver.answer(DEAF.contains(tick) ? 503 : 200);
		if (DOWN.contains(tick)) {
			this.world.platform().failApi(Fault.page(503));
		}
		Selection all = new Selection().workers(this.histories.stream().map(History::worker).toList(), "--worker");
		try (WorkerList workers = all.open(InputStream.nullInputStream(), this.world.state().resolve("spool"))) {
			archiver.run(new RunRequest("nightly", now, Force.NONE, true, workers), whenEnded);
		}
		if (DOWN.contains(tick)) {
			this.world.platform().heal();
		}
		// the last of several ticks in a row that failed is taken up
		if (DOWN.contains(tick) && !DOWN.contains(tick + 1)) {
			NOW.set(now.plus(HOUR));
			archiver.restart(null, whenEnded);
		}
		if (!DEAF.contains(tick)) {
			this.receiver.pushes().forEach((push) -> push.header("Idempotency-Key").ifPresent(this.taken::add));
		}
	}

	/** By execution; a message that is sent again is the same one. */
	private Map<Long, List<String>> told() {
		Map<String, JsonNode> messages = new LinkedHashMap<>();
		this.receiver.pushes().forEach((push) -> {
			JsonNode message = JsonMapper.shared().readTree(new String(push.body(), StandardCharsets.UTF_8));
			JsonNode before = messages.putIfAbsent(message.path("id").asString(), message);
			assertThat(before == null || before.equals(message)).isTrue();
		});
		Map<Long, List<String>> told = new TreeMap<>();
		messages.values().forEach((message) -> {
			List<String> lines = new ArrayList<>();
			for (String list : List.of("newly_failing", "recovered", "late", "no_longer_late", "not_archived",
					"archived_again", "reminders")) {
				message.path(list).forEach((entry) -> lines.add(line(list, entry)));
			}
			List.of("job_failed", "job_recovered").stream().filter(message::has).forEach(lines::add);
			List<String> before = told.put(message.path("execution").asLong(), sorted(lines));
			assertThat(before).as("one message an execution").isNull();
		});
		return told;
	}

	private static String line(String list, JsonNode entry) {
		String worker = entry.path("worker").asString("");
		return switch (list) {
			case "newly_failing" -> list + " " + worker + " " + entry.path("error").asString("");
			case "reminders" -> list + " " + entry.path("kind").asString() + " " + worker;
			default -> list + " " + worker;
		};
	}

	/** Each with the execution that it came after. */
	private static List<String> lines(Map<Long, List<String>> messages) {
		return messages.entrySet()
			.stream()
			.flatMap((message) -> message.getValue().stream().map((line) -> message.getKey() + " " + line))
			.toList();
	}

	private static List<String> sorted(List<String> lines) {
		return lines.stream().map(String::strip).sorted().toList();
	}

	private History history(int number) {
		Duration interval = Duration.ofHours((number % 10 == 0) ? 6 : (number % 10 < 3) ? 12 : 24);
		History history = new History(this.world, "acme~w%03d".formatted(number), 1 + this.random.nextInt(TICKS),
				(number % 25 == 0) ? 1 + this.random.nextInt(6) : 0);
		boolean failing = false;
		Instant time = START.minus(interval).plusSeconds(37 + 61L * number);
		for (int run = 0; time.isBefore(START.plus(TICK.multipliedBy(TICKS))); run++) {
			// the first ones have no good run before them
			failing = run > 4 && (failing ? this.random.nextInt(100) >= 30 : this.random.nextInt(200) < 1);
			history.run(time, failing, run);
			// now and then it stops for a while
			time = time.plus(interval.multipliedBy((this.random.nextInt(400) < 1) ? 3 + this.random.nextInt(7) : 1));
		}
		return history;
	}

	/**
	 * What happens to a Worker.
	 */
	private static final class History {

		private final World world;

		private final String worker;

		private final TreeMap<Instant, String> runs = new TreeMap<>();

		/** From which tick on it can't be reached, and for how many. */
		private final int unreachableFrom;

		private final int unreachableFor;

		History(World world, String worker, int unreachableFrom, int unreachableFor) {
			this.world = world;
			this.worker = worker;
			this.unreachableFrom = unreachableFrom;
			this.unreachableFor = unreachableFor;
		}

		String worker() {
			return this.worker;
		}

		void run(Instant time, boolean fails, int number) {
			String error = fails ? "Error: no " + "abcdefghij".charAt(number % 10) + " in stock" : "";
			this.runs.put(time, error);
			this.world.platform()
				.worker(this.worker)
				.run(time)
				.finished(fails ? "failed" : "succeeded", time.plusSeconds(60))
				.log("start\nError on page 7, retry\n" + error + "\n");
		}

		boolean isUnreachable(int tick) {
			return tick >= this.unreachableFrom && tick < this.unreachableFrom + this.unreachableFor;
		}

		void setFault(int tick) {
			if (isUnreachable(tick) && !isUnreachable(tick - 1)) {
				this.world.platform().worker(this.worker).fail(Fault.error(PlatformError.WORKER_NOT_FOUND));
			}
			else if (!isUnreachable(tick) && isUnreachable(tick - 1)) {
				this.world.platform().worker(this.worker).heal();
			}
		}

	}

	/**
	 * What is to be told, worked out from the histories.
	 */
	private static final class Expected {

		private final Map<Long, List<String>> messages = new TreeMap<>();

		/** What was told, and when. */
		private final Map<String, Instant> told = new HashMap<>();

		/** Until when runs of each Worker are known, and which first. */
		private final Map<String, Instant> known = new HashMap<>();

		private final Map<String, Instant> from = new HashMap<>();

		/** How many completed ticks in a row could not reach a Worker. */
		private final Map<String, Integer> misses = new HashMap<>();

		void ended(ExecutionReport report, List<History> histories, Instant now) {
			List<String> lines = new ArrayList<>();
			List<String> still = new ArrayList<>();
			if (report.ending() == Ending.COMPLETED) {
				int tick = (int) Duration.between(START, now).dividedBy(TICK);
				judge("job", "", false, "", "job_recovered", now, lines, still);
				histories.forEach((history) -> look(history, tick, now, lines, still));
			}
			else {
				judge("job", "", true, "job_failed", "", now, lines, still);
			}
			if (still.stream().anyMatch((subject) -> !time(subject).plus(REMIND).isAfter(now))) {
				still.forEach((subject) -> {
					this.told.put(subject, now);
					lines.add("reminders " + subject);
				});
			}
			if (!lines.isEmpty()) {
				this.messages.put(report.execution(), sorted(lines));
			}
		}

		private Instant time(String subject) {
			return Objects.requireNonNull(this.told.get(subject));
		}

		private void look(History history, int tick, Instant now, List<String> lines, List<String> still) {
			String worker = history.worker();
			boolean unreachable = history.isUnreachable(tick);
			int misses = unreachable ? this.misses.getOrDefault(worker, 0) + 1 : 0;
			this.misses.put(worker, misses);
			if (!unreachable) {
				this.known.put(worker, now);
				this.from.putIfAbsent(worker, Objects.requireNonNull(history.runs.floorKey(now)));
			}
			boolean archived = this.known.containsKey(worker);
			TreeMap<Instant, String> runs = archived
					? new TreeMap<>(history.runs.subMap(Objects.requireNonNull(this.from.get(worker)), true,
							Objects.requireNonNull(this.known.get(worker)), true))
					: new TreeMap<>();
			String error = runs.isEmpty() ? "" : runs.lastEntry().getValue();
			judge("failing", worker, !error.isEmpty(), "newly_failing " + worker + " " + error, "recovered " + worker,
					now, lines, still);
			boolean lost = misses >= 3 || (misses > 0 && !archived);
			judge("not_archived", worker, lost, "not_archived " + worker, "archived_again " + worker, now, lines,
					still);
			if (!lost) {
				judge("late", worker, isLate(new ArrayList<>(runs.descendingKeySet()), now), "late " + worker,
						"no_longer_late " + worker, now, lines, still);
			}
		}

		private static boolean isLate(List<Instant> newestFirst, Instant now) {
			List<Instant> runs = newestFirst.subList(0, Math.min(21, newestFirst.size()));
			if (runs.size() < 4) {
				return false;
			}
			List<Duration> gaps = IntStream.range(1, runs.size())
				.mapToObj((index) -> Duration.between(runs.get(index), runs.get(index - 1)))
				.sorted(Comparator.naturalOrder())
				.toList();
			return runs.getFirst().plus(gaps.get(gaps.size() / 2).multipliedBy(3)).isBefore(now);
		}

		private void judge(String kind, String worker, boolean wrong, String begins, String ends, Instant now,
				List<String> lines, List<String> still) {
			String subject = (kind + " " + worker).strip();
			if (wrong && this.told.containsKey(subject)) {
				still.add(subject);
			}
			else if (wrong) {
				this.told.put(subject, now);
				lines.add(begins);
			}
			else if (this.told.remove(subject) != null) {
				lines.add(ends);
			}
		}

	}

}
