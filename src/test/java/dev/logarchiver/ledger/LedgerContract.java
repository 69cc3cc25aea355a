package dev.logarchiver.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.logarchiver.lines.LogLine;
import dev.logarchiver.lines.errors.ErrorLines;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.run.WorkerPattern;
import dev.logarchiver.state.SqlRecorder;
import dev.logarchiver.state.TestDatabase;
import dev.logarchiver.store.Completeness;
import dev.logarchiver.store.Redacted;
import dev.logarchiver.store.spool.EntryPoints;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static dev.logarchiver.ledger.SampleLogs.NOON;
import static dev.logarchiver.ledger.SampleLogs.WORKER;
import static dev.logarchiver.ledger.SampleLogs.ended;
import static dev.logarchiver.ledger.SampleLogs.open;
import static dev.logarchiver.ledger.SampleLogs.settled;
import static dev.logarchiver.ledger.SampleLogs.withErrors;
import static dev.logarchiver.ledger.SampleLogs.withText;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the ledger promises.
 */
abstract class LedgerContract {

	private final TestDatabase database;

	private final Ledger ledger;

	private final TextEntries entries;

	LedgerContract(TestDatabase database) {
		this.database = database;
		this.ledger = new Ledger(database.jdbc());
		this.entries = new TextEntries(database.jdbc());
	}

	@Test
	void remembersAllOfALog() {
		Run run = new Run(new RunId("01J0ABCDEFGHJKMNPQRSTVWXYZ"), RunStatus.ABORTED,
				Instant.parse("2026-06-14T10:00:00.123456Z"), Instant.parse("1969-12-31T23:59:59.999999Z"));
		ArchivedLog log = new ArchivedLog(WORKER, run, 3, "worker=acme~shop/key", true, Completeness.PREVIEW,
				new TextDigest(Long.MAX_VALUE, "0f".repeat(32), "\"e'tag\"",
						new ErrorLines(Long.MAX_VALUE,
								List.of(new LogLine(7, "\t\u0000é🙂 | bad"), new LogLine(Long.MAX_VALUE, ""))),
						null,
						new RedactedText(new Redacted(Long.MAX_VALUE, "1e".repeat(32)), "12345678:" + "ab".repeat(24))),
				5_000_000_000L, Instant.parse("2026-06-14T11:59:59.000001Z"), Instant.parse("2026-06-14T12:00:00.001Z"),
				42, "req-1'; DROP TABLE archived_log", "worker=acme~shop/partial",
				Instant.parse("2027-06-14T12:00:00.000001Z"));
		this.ledger.record(List.of(log));
		assertThat(this.ledger.revisions(WORKER, log.runId())).containsExactly(log);
	}

	@Test
	void remembersThatSomethingIsNotKnown() {
		Run run = Run.unknown(new RunId("r"));
		ArchivedLog log = new ArchivedLog(WORKER, run, 1, "k", false, Completeness.FULL,
				new TextDigest(0, "0".repeat(64), null, null), 0, NOON, NOON, 1, null, null);
		this.ledger.record(List.of(log));
		assertThat(this.ledger.revisions(WORKER, run.id())).containsExactly(log);
	}

	@Test
	void keepsMicrosecondsAndNeverRoundsUp() {
		Instant justBefore = NOON.minusNanos(1);
		this.ledger.record(List.of(settled("w", "r", justBefore)));
		assertThat(this.ledger.newest(new WorkerId("w"), null)).get()
			.extracting((log) -> log.run().startedAt())
			.isEqualTo(NOON.minusNanos(1000));
	}

	@Test
	void timesDependOnNoTimeZone() {
		ArchivedLog log = settled("r");
		try (SingleConnectionDataSource session = this.database.session()) {
			JdbcClient jdbc = JdbcClient.create(session);
			jdbc.sql("SET TIME ZONE 'Asia/Tokyo'").update();
			Ledger inTokyo = new Ledger(jdbc);
			inTokyo.record(List.of(log));
			assertThat(inTokyo.newest(WORKER, null)).hasValue(log);
		}
		assertThat(this.ledger.newest(WORKER, null)).hasValue(log);
	}

	@Test
	void takesTheLatestTimeThatAUlidCanHold() {
		ArchivedLog log = settled("7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
		this.ledger.record(List.of(settled("r"), log));
		assertThat(this.ledger.newest(WORKER, null)).hasValue(log);
		LogFilter later = new LogFilter(List.of(), Instant.parse("+10889-01-01T00:00:00Z"), null, null, false);
		assertThat(this.ledger.find(later, 9)).containsExactly(log);
	}

	@Test
	void takesTextOfAnyLengthFromOutside() {
		ArchivedLog log = settled("r");
		TextDigest text = new TextDigest(1, log.text().sha256(), "e".repeat(5000), null);
		ArchivedLog odd = new ArchivedLog(log.worker(), log.run(), 1, log.key(), true, Completeness.FULL, text, 1, NOON,
				NOON, 1, "\0\uD800é🙂".repeat(1000), null);
		this.ledger.record(List.of(odd));
		assertThat(this.ledger.newest(WORKER, null)).get().satisfies((read) -> {
			assertThat(read.requestId()).startsWith("\\u0000\\ud800é🙂");
			assertThat(read.text().etag()).isNull();
		});
	}

	@Test
	void remembersWhereALargeTextCanBeEntered() {
		ArchivedLog log = large(settled("r"), 4);
		this.ledger.record(List.of(log, large(settled("small"), 1)));
		assertThat(this.entries.find(settled("r"))).hasValue(log.text().entries());
		assertThat(this.entries.find(settled("small"))).isEmpty();
		assertThat(this.entries.find(settled("none"))).isEmpty();
		assertThat(this.entries.find(withText(settled("r"), 'c'))).isEmpty();
		assertThat(this.entries.find(settled("r").at(1, "another key"))).isEmpty();
	}

	@Test
	void entryPointsAreThoseOfTheText() {
		ArchivedLog first = large(open("r"), 3);
		this.ledger.record(List.of(first));
		this.ledger.record(List.of(open("r").unchangedSince(NOON.plusSeconds(1))));
		assertThat(this.entries.find(open("r"))).hasValue(first.text().entries());
		ArchivedLog grown = large(withText(open("r"), 'c'), 5);
		this.ledger.record(List.of(grown));
		assertThat(this.entries.find(open("r"))).isEmpty();
		assertThat(this.entries.find(grown)).hasValue(grown.text().entries());
		this.ledger.record(List.of(withText(open("r"), 'd')));
		this.ledger.record(List.of(withText(open("r"), 'c')));
		assertThat(this.entries.find(grown)).isEmpty();
	}

	@Test
	void entryPointsOfAFinalLogStay() {
		ArchivedLog log = large(settled("r"), 3);
		this.ledger.record(List.of(log));
		this.ledger.record(List.of(large(withText(log, 'c'), 4), large(settled("r"), 5), settled("r")));
		assertThat(this.entries.find(log)).hasValue(log.text().entries());
	}

	@Test
	void entryPointsGoWithTheirRow() {
		ArchivedLog log = large(open("r"), 3);
		this.ledger.record(List.of(log));
		this.ledger.forgetNotFinal();
		this.ledger.record(List.of(open("r")));
		assertThat(this.entries.find(log)).isEmpty();
	}

	private static ArchivedLog large(ArchivedLog log, int blocks) {
		return log.withEntries(new EntryPoints((long) blocks * EntryPoints.BLOCK_SIZE, blocks * 20L, true,
				IntStream.range(0, blocks)
					.mapToObj((number) -> new EntryPoints.Block(number * 250_000L, number * 20L, -number))
					.toList()));
	}

	@Test
	void recordingTheSameLogAgainIsHarmless() {
		List<ArchivedLog> logs = List.of(settled("r1"), open("r2"), settled("r1"), open("r2"));
		this.ledger.record(logs);
		this.ledger.record(logs);
		assertThat(this.ledger.size()).isEqualTo(2);
		assertThat(all()).containsExactly(logs.get(0), logs.get(1));
	}

	@Test
	void finalLogIsNeverOverwritten() {
		ArchivedLog log = settled("r");
		this.ledger.record(List.of(log));
		this.ledger.record(List.of(withText(log, 'c'), open("r")));
		assertThat(all()).containsExactly(log);
	}

	@Test
	void openLogIsReplacedByWhatIsDownloadedLater() {
		ArchivedLog first = open("r");
		ArchivedLog second = withText(first, 'c');
		this.ledger.record(List.of(first));
		this.ledger.record(List.of(second));
		assertThat(all()).containsExactly(second);
		assertThat(this.ledger.notFinal(WORKER)).containsExactly(second);
	}

	@Test
	void openLogBecomesFinalInItsPlace() {
		ArchivedLog open = open("r");
		ArchivedLog ended = ended(open, 1);
		this.ledger.record(List.of(open));
		this.ledger.record(List.of(ended));
		assertThat(all()).containsExactly(ended);
		assertThat(this.ledger.notFinal(WORKER)).isEmpty();
	}

	@Test
	void openLogIsGoneOnceAnotherRevisionIsFinal() {
		ArchivedLog open = open("r");
		ArchivedLog other = open("r2");
		ArchivedLog sameRunOfAnother = open("other", "r", NOON);
		ArchivedLog ended = ended(open, 2);
		this.ledger.record(List.of(open, other, sameRunOfAnother));
		this.ledger.record(List.of(ended));
		assertThat(all()).containsExactlyInAnyOrder(ended, other, sameRunOfAnother);
	}

	@Test
	void revisionsAreGivenOldestFirst() {
		ArchivedLog first = settled("r");
		ArchivedLog second = withText(first, 'b').at(2, "k2");
		ArchivedLog tenth = withText(first, 'c').at(10, "k10");
		this.ledger.record(List.of(tenth, second, first, settled("r0"), settled("other", "r", NOON)));
		assertThat(this.ledger.revisions(WORKER, first.runId())).containsExactly(first, second, tenth);
		assertThat(this.ledger.newest(WORKER, first.runId())).hasValue(tenth);
		assertThat(this.ledger.newest(WORKER, new RunId("none"))).isEmpty();
	}

	@Test
	void openLogsOfAWorkerAreGivenOldestFirst() {
		ArchivedLog late = open(WORKER.value(), "a", NOON);
		ArchivedLog early = open(WORKER.value(), "b", NOON.minusSeconds(1));
		this.ledger.record(List.of(late, early, settled("c"), open("other", "d", NOON)));
		assertThat(this.ledger.notFinal(WORKER)).containsExactly(early, late);
	}

	@Test
	void newestLogIsThatOfTheNewestRun() {
		assertThat(this.ledger.newest(WORKER, null)).isEmpty();
		ArchivedLog early = settled(WORKER.value(), "z", NOON.minusSeconds(1));
		ArchivedLog late = settled(WORKER.value(), "y", NOON);
		this.ledger.record(List.of(late, early, settled("other", "x", NOON.plusSeconds(1))));
		assertThat(this.ledger.newest(WORKER, null)).hasValue(late);
	}

	@Test
	void newestLogMayBeOpen() {
		ArchivedLog open = open(WORKER.value(), "a", NOON);
		this.ledger.record(List.of(open, settled(WORKER.value(), "b", NOON.minusSeconds(1))));
		assertThat(this.ledger.newest(WORKER, null)).hasValue(open);
		ArchivedLog later = settled(WORKER.value(), "c", NOON.plusSeconds(1));
		this.ledger.record(List.of(later));
		assertThat(this.ledger.newest(WORKER, null)).hasValue(later);
	}

	@Test
	void newestLogIsTheNewestRevisionOfItsRun() {
		ArchivedLog first = settled("r");
		ArchivedLog second = withText(first, 'b').at(2, "k2");
		this.ledger.record(List.of(second, first));
		assertThat(this.ledger.newest(WORKER, null)).hasValue(second);
	}

	@Test
	void findsByWorkerTimeAndStatus() {
		ArchivedLog before = settled("w1", "a", NOON.minusNanos(1000));
		ArchivedLog at = settled("w1", "b", NOON);
		ArchivedLog after = open("w2", "c", NOON.plusSeconds(1));
		this.ledger.record(List.of(before, at, after));
		WorkerId worker = new WorkerId("w1");
		assertThat(this.ledger.find(LogFilter.ALL, 9)).containsExactly(after, at, before);
		assertThat(this.ledger.find(new LogFilter(List.of(WorkerPattern.of(worker)), null, null, null, false), 9))
			.containsExactly(at, before);
		assertThat(this.ledger.find(new LogFilter(List.of(), NOON, null, null, false), 9)).containsExactly(after, at);
		assertThat(this.ledger.find(new LogFilter(List.of(), null, NOON, null, false), 9)).containsExactly(before);
		assertThat(this.ledger.find(new LogFilter(List.of(), null, null, RunStatus.RUNNING, false), 9))
			.containsExactly(after);
		assertThat(this.ledger.find(
				new LogFilter(List.of(WorkerPattern.of(worker)), NOON, NOON.plusSeconds(1), RunStatus.SUCCEEDED, false),
				9))
			.containsExactly(at);
	}

	@Test
	void findsLogsWithErrors() {
		ArchivedLog failed = withErrors(ended(open("w1", "a", NOON), 1), 2, new LogLine(1, "bad"), new LogLine(9, "x"));
		ArchivedLog fromItsObject = withErrors(settled("w2", "b", NOON.plusSeconds(1)), 1);
		ArchivedLog ancient = withErrors(settled("w1", "c", Instant.EPOCH.minusSeconds(1)), 1, new LogLine(1, "bad"));
		this.ledger.record(List.of(failed, withErrors(settled("d"), 0), settled("e"), fromItsObject, ancient));
		WorkerId worker = new WorkerId("w1");
		assertThat(this.ledger.find(new LogFilter(List.of(), null, null, null, true), 9)).containsExactly(fromItsObject,
				failed, ancient);
		assertThat(this.ledger.find(new LogFilter(List.of(), null, null, null, true), 1))
			.containsExactly(fromItsObject);
		assertThat(this.ledger.find(new LogFilter(List.of(WorkerPattern.of(worker)), null, null, null, true), 9))
			.containsExactly(failed, ancient);
		assertThat(this.ledger.find(new LogFilter(List.of(), NOON, NOON.plusSeconds(1), null, true), 9))
			.containsExactly(failed);
		assertThat(this.ledger.find(new LogFilter(List.of(), null, null, RunStatus.FAILED, true), 9))
			.containsExactly(failed);
	}

	@Test
	void errorsAreThoseOfTheTextThatWasDownloadedLast() {
		ArchivedLog open = open("r");
		LogFilter errors = new LogFilter(List.of(), null, null, null, true);
		this.ledger.record(List.of(withErrors(open, 1, new LogLine(3, "bad"))));
		ArchivedLog more = withErrors(open, 2, new LogLine(3, "bad"), new LogLine(4, "worse"));
		this.ledger.record(List.of(more));
		assertThat(this.ledger.find(errors, 9)).containsExactly(more);
		ArchivedLog none = withErrors(ended(open, 1), 0);
		this.ledger.record(List.of(none));
		assertThat(this.ledger.find(errors, 9)).isEmpty();
		assertThat(all()).containsExactly(none);
	}

	@Test
	void newestLogOfARunThatEndedInSomeWay() {
		ArchivedLog failed = ended(open(WORKER.value(), "a", NOON), 1);
		ArchivedLog again = withText(failed, 'c').at(2, "k2");
		ArchivedLog earlier = ended(open(WORKER.value(), "b", NOON.minusSeconds(1)), 1);
		ArchivedLog good = settled(WORKER.value(), "c", NOON.minusSeconds(2));
		this.ledger.record(List.of(good, earlier, again, failed, ended(open("other", "d", NOON.plusSeconds(1)), 1)));
		assertThat(this.ledger.newestEnded(WORKER, RunStatus.FAILED)).hasValue(again);
		assertThat(this.ledger.newestEnded(WORKER, RunStatus.SUCCEEDED)).hasValue(good);
		assertThat(this.ledger.newestEnded(WORKER, RunStatus.ABORTED)).isEmpty();
	}

	@Test
	void findsTheNewestOfMoreThanTheLimit() {
		List<ArchivedLog> logs = IntStream.range(0, 20)
			.mapToObj((i) -> settled("w" + i % 3, "r" + i, NOON.plusSeconds(i * 7L % 20)))
			.toList();
		this.ledger.record(logs);
		assertThat(this.ledger.find(LogFilter.ALL, 3)).containsExactlyElementsOf(
				logs.stream().sorted(Comparator.comparing(ArchivedLog::runAt).reversed()).limit(3).toList());
	}

	@Test
	void handsOutEveryRowOnceInPages() {
		List<ArchivedLog> logs = IntStream.range(0, 2500)
			.mapToObj((i) -> settled("w" + i % 2, "r" + i / 6, NOON).at(1 + i / 2 % 3, "k" + i))
			.toList();
		this.ledger.record(logs);
		SqlRecorder recorder = new SqlRecorder(this.database.dataSource());
		List<String> keys = new Ledger(JdbcClient.create(recorder)).all().map(ArchivedLog::key).toList();
		assertThat(keys).containsExactlyInAnyOrderElementsOf(logs.stream().map(ArchivedLog::key).toList());
		assertThat(recorder.statements()).hasSize(4);
		assertThat(this.ledger.size()).isEqualTo(2500);
	}

	@Test
	void remembersPartialObjectsUntilTheyAreDeleted() {
		ArchivedLog ended1 = ended(open("r1"), 1);
		ArchivedLog ended2 = ended(open("r2"), 1);
		this.ledger.record(List.of(ended1, ended2, settled("r3"), open("r4")));
		StrayPartials partials = new StrayPartials(this.database.jdbc());
		assertThat(partials.leftovers()).containsExactlyInAnyOrder(ended1.leftover(), ended2.leftover());
		partials.forgetLeftover(String.valueOf(ended1.leftover()));
		assertThat(partials.leftovers()).containsExactly(ended2.leftover());
		this.ledger.record(List.of(ended1));
		assertThat(partials.leftovers()).containsExactly(ended2.leftover());
	}

	private List<ArchivedLog> all() {
		return this.ledger.all().toList();
	}

	private List<String> workers(String... patterns) {
		List<WorkerPattern> workers = Stream.of(patterns).map(WorkerPattern::parse).toList();
		return this.ledger.find(new LogFilter(workers, null, null, null, false), 99)
			.stream()
			.map((log) -> log.worker().value())
			.sorted()
			.toList();
	}

	@Test
	void findsTheWorkersThatPatternsFit() {
		this.ledger
			.record(Stream.of("acme~shop", "acme~shop_2", "acme~shopx2", "acme~Shop", "acme-x~shop", "acme", "b~a")
				.map((worker) -> settled(worker, "r", NOON))
				.toList());
		assertThat(workers("acme/*")).containsExactly("acme~Shop", "acme~shop", "acme~shop_2", "acme~shopx2");
		assertThat(workers("acme/shop_*")).containsExactly("acme~shop_2");
		assertThat(workers("acme~shop?2")).containsExactly("acme~shop_2", "acme~shopx2");
		assertThat(workers("*shop")).containsExactly("acme-x~shop", "acme~shop");
		assertThat(workers("acme", "b/*", "acme/s*_2")).containsExactly("acme", "acme~shop_2", "b~a");
		assertThat(workers("acme", "b/a")).containsExactly("acme", "b~a");
		assertThat(workers("*")).hasSize(7);
		assertThat(workers("c*")).isEmpty();
	}

	@Test
	void streamsEveryLogOnceWhateverTheyHaveInCommon() {
		List<ArchivedLog> logs = IntStream.range(0, 2500)
			.mapToObj((number) -> withErrors(
					settled("w" + number % 3, "r" + number % 1250 / 3, NOON.plusSeconds(number / 900)), 1))
			.toList();
		this.ledger.record(logs);
		List<ArchivedLog> all = this.ledger.find(LogFilter.ALL, 9999);
		assertThat(all).doesNotHaveDuplicates().hasSizeGreaterThan(1000);
		assertThat(this.ledger.stream(LogFilter.ALL)).containsExactlyElementsOf(all)
			.isSortedAccordingTo(Comparator.comparing(ArchivedLog::runAt).reversed());
		LogFilter some = new LogFilter(List.of(WorkerPattern.parse("w?"), WorkerPattern.parse("x")), NOON,
				NOON.plusSeconds(2), RunStatus.SUCCEEDED, true);
		assertThat(this.ledger.stream(some)).containsExactlyElementsOf(this.ledger.find(some, 9999)).isNotEmpty();
	}

}
