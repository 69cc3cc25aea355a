package dev.logarchiver.acceptance.inspection;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.TextDigest;
import dev.logarchiver.lines.LogLine;
import dev.logarchiver.lines.errors.ErrorLines;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.simulation.Ulid;
import dev.logarchiver.store.Completeness;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.spool.Compression;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Thirty days of two hundred Workers of six temperaments: each morning's report is what
 * their history says. The history is kept and judged here without the program.
 */
class MorningTests {

	private static final int DAYS = 30;

	private static final int WORKERS = 200;

	private static final Instant BEGIN = Instant.parse("2026-06-01T06:00:00Z");

	private static final String HARMLESS = "Error: page 7 not ready, retry";

	private final World world = world();

	private final Path archive = this.world.state().resolveSibling("archive");

	private final Random random = new Random(16);

	private final Map<String, List<Event>> history = new TreeMap<>();

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	/**
	 * How a Worker behaves.
	 */
	enum Temperament {

		WELL, FLAKY, DIES, RECOVERS, NEVER_RUNS, CHANGES_ITS_ERROR;

		/**
		 * The error of a run; empty when it ends well.
		 */
		String error(int day, Random random) {
			return switch (this) {
				case WELL, NEVER_RUNS -> "";
				case FLAKY -> (random.nextInt(6) == 0) ? "TimeoutError: page " + random.nextInt(99) : "";
				case DIES -> (day >= 9) ? "ProxyError: 407 from 10.0.0." + random.nextInt(99) : "";
				case RECOVERS -> (day >= 5 && day < 12) ? "LoginError: no session" : "";
				case CHANGES_ITS_ERROR ->
					(day < 3) ? "" : (day < 15) ? "ParseError: no price" : "QuotaError: 3 of 3 used";
			};
		}

	}

	/**
	 * A run that ended.
	 */
	private record Event(String run, Instant at, RunStatus status, String error) {
	}

	@Test
	void eachMorningsReportIsWhatTheHistorySays() throws IOException, SQLException {
		archive();
		List<String> differences = new ArrayList<>();
		for (int day = 0; day <= DAYS; day++) {
			Instant since = BEGIN.plus(Duration.ofDays(day - 1L));
			Instant until = BEGIN.plus(Duration.ofDays(day));
			Result result = Program.call("report", "--json", "--all", "--check", "--since", since.toString(), "--until",
					until.toString());
			Expected expected = expected(since, until);
			assertThat(result.code()).as(result.toString()).isEqualTo(expected.newly().isEmpty() ? 0 : 3);
			Expected told = told(result.json());
			if (!told.equals(expected)) {
				differences.add("day " + day + "\nexpected " + expected + "\ntold     " + told);
			}
		}
		assertThat(differences).isEmpty();
		assertThat(expected(BEGIN, BEGIN.plus(Duration.ofDays(DAYS))).still()).isEmpty();
		assertThat(expected(BEGIN.plus(Duration.ofDays(9)), BEGIN.plus(Duration.ofDays(10))).newly())
			.hasSizeGreaterThan(20);
	}

	/**
	 * What a report has to say: a line for each Worker.
	 */
	private record Expected(int workers, int withFailedRuns, Map<String, String> newly, Map<String, String> still,
			Map<String, String> recovered) {
	}

	private Expected expected(Instant since, Instant until) {
		Expected expected = new Expected(WORKERS,
				(int) this.history.values().stream().filter((events) -> failed(events, since, until) > 0).count(),
				new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
		this.history.forEach((worker, events) -> {
			String before = "none";
			String last = "none";
			boolean failed = false;
			boolean ran = false;
			for (Event event : events) {
				if (!event.at().isBefore(until) || event.status() == RunStatus.ABORTED) {
					continue;
				}
				last = event.status().toString();
				if (event.at().isBefore(since)) {
					before = last;
				}
				else {
					ran = true;
					failed |= event.status() == RunStatus.FAILED;
				}
			}
			if (last.equals("failed")) {
				(before.equals("failed") ? expected.still() : expected.newly()).put(worker, line(events, since, until));
			}
			else if (failed || (before.equals("failed") && ran)) {
				expected.recovered().put(worker, line(events, since, until));
			}
		});
		return expected;
	}

	private static long failed(List<Event> events, Instant since, Instant until) {
		return events.stream()
			.filter((event) -> event.status() == RunStatus.FAILED && !event.at().isBefore(since)
					&& event.at().isBefore(until))
			.count();
	}

	/**
	 * Of the newest failed run, and the streak that it ends.
	 */
	private static String line(List<Event> events, Instant since, Instant until) {
		long runs = events.stream()
			.filter((event) -> !event.at().isBefore(since) && event.at().isBefore(until))
			.count();
		Event begin = null;
		Event newest = null;
		boolean goodBefore = false;
		boolean good = false;
		boolean ended = false;
		for (Event event : events) {
			if (!event.at().isBefore(until) || event.status() == RunStatus.ABORTED) {
				continue;
			}
			if (event.status() == RunStatus.SUCCEEDED) {
				ended = true;
				goodBefore = true;
			}
			else {
				begin = (begin == null || ended) ? event : begin;
				ended = false;
				newest = event;
				good = goodBefore;
			}
		}
		return "%d of %d since %s: %s %s".formatted(failed(events, since, until), runs,
				(begin != null) ? begin.at() : null, (newest != null) ? newest.run() : null,
				(newest == null) ? null : good ? newest.error() : HARMLESS);
	}

	private static Expected told(JsonNode report) {
		assertThat(report.path("not_archived")).isEmpty();
		assertThat(report.path("late")).isEmpty();
		return new Expected(report.path("workers").asInt(), report.path("with_failed_runs").asInt(),
				told(report, "newly_failing"), told(report, "still_failing"), told(report, "recovered"));
	}

	private static Map<String, String> told(JsonNode report, String state) {
		return report.path(state)
			.valueStream()
			.collect(Collectors.toMap((worker) -> worker.path("worker").asString(),
					(worker) -> "%s of %s since %s: %s %s".formatted(worker.path("failed"), worker.path("runs"),
							worker.path("failing_since").asString(), worker.path("run").asString(),
							worker.path("error").asString()),
					(one, _) -> one, TreeMap::new));
	}

	/**
	 * The Workers are listed, and their runs archived, one to three a day.
	 */
	private void archive() throws IOException, SQLException {
		List<String> workers = IntStream.range(0, WORKERS).mapToObj("acme~worker-%03d"::formatted).toList();
		this.world.set("archiver.store.uri", "file:" + this.archive);
		workers.forEach((worker) -> this.world.platform().worker(worker));
		assertThat(Program.call("run", "--workers", this.world.file("list.txt", String.join("\n", workers)).toString())
			.code()).isZero();
		List<ArchivedLog> logs = new ArrayList<>();
		for (int number = 0; number < WORKERS; number++) {
			Temperament temperament = Temperament.values()[number % Temperament.values().length];
			List<Event> events = new ArrayList<>();
			for (int day = 0; day < DAYS && temperament != Temperament.NEVER_RUNS; day++) {
				for (Instant time : times(day)) {
					events.add(event(time, temperament.error(day, this.random)));
				}
			}
			this.history.put(workers.get(number), events);
			for (Event event : events) {
				logs.add(log(new WorkerId(workers.get(number)), event));
			}
		}
		try (Connection connection = Ledgers.open(this.world)) {
			new Ledger(JdbcClient.create(new SingleConnectionDataSource(connection, true))).record(logs);
		}
	}

	private List<Instant> times(int day) {
		return this.random.longs(1 + this.random.nextInt(3), 0, Duration.ofDays(1).toMillis())
			.distinct()
			.sorted()
			.mapToObj((millis) -> BEGIN.plus(Duration.ofDays(day)).plusMillis(millis))
			.toList();
	}

	private Event event(Instant time, String error) {
		RunStatus status = (this.random.nextInt(20) == 0) ? RunStatus.ABORTED
				: error.isEmpty() ? RunStatus.SUCCEEDED : RunStatus.FAILED;
		return new Event(Ulid.of(time, this.random.nextLong()), time, status, error);
	}

	private ArchivedLog log(WorkerId worker, Event event) throws IOException {
		Run run = new Run(new RunId(event.run()), event.status(), event.at(), event.at().plusSeconds(60));
		ObjectKey key = new ObjectKey(worker, run.date().orElseThrow(), run.id(), 1, false, Compression.GZIP);
		String text = event.at() + " start\n" + HARMLESS + "\n" + event.error() + "\nend\n";
		Path file = this.archive.resolve(key.value());
		Files.createDirectories(file.getParent());
		try (OutputStream object = new GZIPOutputStream(Files.newOutputStream(file))) {
			object.write(text.getBytes(StandardCharsets.UTF_8));
		}
		ErrorLines errors = new ErrorLines(event.error().isEmpty() ? 1 : 2, List.of(new LogLine(2, HARMLESS)));
		return new ArchivedLog(worker, run, 1, key.value(), true, Completeness.FULL,
				new TextDigest(text.length(), "0".repeat(64), null, errors), Files.size(file), event.at(),
				event.at().plusSeconds(600), 1, null, null);
	}

}
