package dev.logarchiver.retention;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.RedactedText;
import dev.logarchiver.ledger.RetainedLog;
import dev.logarchiver.ledger.TextDigest;
import dev.logarchiver.retention.Decision.Kept;
import dev.logarchiver.retention.Decision.Pruned;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.run.WorkerPattern;
import dev.logarchiver.store.Completeness;
import dev.logarchiver.store.Redacted;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What retention rules come to.
 */
class RetentionPolicyTests {

	private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

	private static final WorkerId WORKER = new WorkerId("acme~shop");

	private static final RetentionRule LAST_2 = last(2);

	private static RetentionRule last(int number) {
		return new RetentionRule(new WorkerPattern("*"), Set.of(), null, number, 0, 0, 0, false);
	}

	private static RetainedLog log(String run, int revision, int daysAgo) {
		return log(run, revision, RunStatus.SUCCEEDED, NOW.minus(Duration.ofDays(daysAgo)), true, null, null, null);
	}

	private static RetainedLog log(String run, int revision, RunStatus status, Instant at, boolean isFinal,
			@Nullable Instant lockedUntil, @Nullable String heldFor, @Nullable String rules) {
		RedactedText redacted = (rules != null) ? new RedactedText(new Redacted(1, rules), null) : null;
		return new RetainedLog(
				new ArchivedLog(WORKER, new Run(new RunId(run), status, at, null), revision, run + ".r" + revision,
						isFinal, Completeness.FULL, new TextDigest(1, "0".repeat(64), null, null, null, redacted), 1,
						null, NOW, 1, null, null, lockedUntil),
				heldFor);
	}

	private static List<String> decide(List<RetentionRule> rules, RetainedLog... logs) {
		return decide(rules, false, logs);
	}

	private static List<String> decide(List<RetentionRule> rules, boolean superseded, RetainedLog... logs) {
		return new Policy(rules, superseded, NOW).decide(List.of(logs))
			.stream()
			.map(RetentionPolicyTests::text)
			.toList();
	}

	private static String text(Decided decided) {
		String log = decided.log().runId() + ((decided.log().revision() > 1) ? ".r" + decided.log().revision() : "");
		return log + switch (decided.decision()) {
			case Kept kept -> " kept: " + kept.reason();
			case Pruned pruned -> " pruned: " + pruned.reason();
		};
	}

	@Test
	void keepsTheNewestRunsWithAllTheirRevisions() {
		assertThat(
				decide(List.of(LAST_2), log("a", 1, 4), log("a", 2, 4), log("b", 1, 1), log("c", 1, 3), log("d", 1, 3)))
			.containsExactly("a pruned: keep-last 2", "a.r2 pruned: keep-last 2", "b kept: keep-last 2",
					"c pruned: keep-last 2", "d kept: keep-last 2");
	}

	@Test
	void keepsWhatAnyRuleKeepsAndWhatNoneIsAbout() {
		RetentionRule failed = new RetentionRule(new WorkerPattern("acme~*"), Set.of(RunStatus.FAILED),
				Duration.ofDays(90), 0, 0, 0, 0, false);
		RetentionRule aborted = new RetentionRule(new WorkerPattern("*"), Set.of(RunStatus.ABORTED, RunStatus.FAILED),
				null, 1, 0, 0, 0, false);
		assertThat(decide(List.of(failed, aborted), log("a", 1, 200), run("b", RunStatus.FAILED, 91),
				run("c", RunStatus.FAILED, 90), run("d", RunStatus.ABORTED, 10), run("e", RunStatus.ABORTED, 11)))
			.containsExactly("a kept: no rule applies",
					"b pruned: acme~* failed: keep-within 90d; aborted/failed: keep-last 1",
					"c kept: acme~* failed: keep-within 90d", "d kept: aborted/failed: keep-last 1",
					"e pruned: aborted/failed: keep-last 1");
	}

	private static RetainedLog run(String run, RunStatus status, int daysAgo) {
		return log(run, 1, status, NOW.minus(Duration.ofDays(daysAgo)), true, null, null, null);
	}

	@Test
	void aRuleOfAnotherWorkerSaysNothing() {
		RetentionRule other = new RetentionRule(new WorkerPattern("acme~books"), Set.of(), null, 1, 0, 0, 0, false);
		assertThat(decide(List.of(other), log("a", 1, 1), log("b", 1, 2))).containsExactly("a kept: no rule applies",
				"b kept: no rule applies");
	}

	@Test
	void keepsTheNewestOfDaysWeeksAndMonthsThatHaveAny() {
		RetentionRule rule = new RetentionRule(new WorkerPattern("*"), Set.of(), null, 0, 2, 2, 2, false);
		assertThat(decide(List.of(rule), at("a", "2026-11-29T11:00:00Z"), at("b", "2026-11-29T00:00:00Z"),
				at("c", "2026-11-20T23:59:59Z"), at("d", "2026-11-16T00:00:00Z"), at("e", "2026-11-15T23:59:59Z"),
				at("f", "2026-01-31T00:00:00Z"), at("g", "2025-12-31T00:00:00Z")))
			.containsExactly("a kept: keep-daily 2", "b pruned: keep-daily 2, keep-weekly 2, keep-monthly 2",
					"c kept: keep-daily 2", "d pruned: keep-daily 2, keep-weekly 2, keep-monthly 2",
					"e pruned: keep-daily 2, keep-weekly 2, keep-monthly 2", "f kept: keep-monthly 2",
					"g pruned: keep-daily 2, keep-weekly 2, keep-monthly 2");
	}

	private static RetainedLog at(String run, String time) {
		return log(run, 1, RunStatus.SUCCEEDED, Instant.parse(time), true, null, null, null);
	}

	@Test
	void neverLetsGoOfTheNewestOfPartialOnesNorOfWhatIsHeldOrLocked() {
		RetentionRule none = new RetentionRule(new WorkerPattern("*"), Set.of(), Duration.ofSeconds(1), 0, 0, 0, 0,
				false);
		Instant ago = NOW.minus(Duration.ofDays(9));
		assertThat(decide(List.of(none), log("a", 1, 1), log("b", 1, RunStatus.RUNNING, ago, false, null, null, null),
				log("c", 1, RunStatus.FAILED, ago, true, NOW.plusSeconds(1), null, null), log("c", 2, 9),
				log("d", 1, RunStatus.FAILED, ago, true, NOW, null, null),
				log("e", 1, RunStatus.FAILED, ago, true, null, "case 7", null), log("e", 2, 9)))
			.containsExactly("a kept: newest", "b kept: partial", "c kept: locked until 2026-11-29T12:00:01Z",
					"c.r2 kept: locked until 2026-11-29T12:00:01Z", "d pruned: keep-within 1s", "e kept: held: case 7",
					"e.r2 kept: held: case 7");
	}

	@Test
	void letsGoOfWhatARedactedRevisionReplaced() {
		Instant ago = NOW.minus(Duration.ofDays(9));
		String rules = "f".repeat(64);
		RetainedLog redacted = log("a", 3, RunStatus.FAILED, ago, true, null, null, rules);
		assertThat(decide(List.of(), true, log("a", 1, 9), log("a", 2, RunStatus.FAILED, ago, true, null, "x", null),
				redacted, log("b", 1, 9), log("b", 2, 9), log("c", 1, RunStatus.FAILED, ago, true, null, null, rules),
				log("c", 2, 9)))
			.containsExactly("a pruned: superseded", "a.r2 kept: no rule applies", "a.r3 kept: no rule applies",
					"b kept: no rule applies", "b.r2 kept: no rule applies", "c kept: no rule applies",
					"c.r2 kept: no rule applies");
		assertThat(decide(List.of(LAST_2), false, log("a", 1, 9), redacted)).as("only when it is asked for")
			.containsExactly("a kept: keep-last 2", "a.r3 kept: keep-last 2");
	}

	/**
	 * Compares 10,000 ledgers with what {@link #survivors} says.
	 */
	@Test
	void agreesWithAnotherReadingOfTheRules() {
		Random random = new Random(18);
		for (int ledger = 0; ledger < 10_000; ledger++) {
			List<RetentionRule> rules = new ArrayList<>();
			for (int number = random.nextInt(1, 4); number > 0; number--) {
				rules.add(rule(random));
			}
			List<RetainedLog> logs = logs(random);
			boolean superseded = random.nextInt(4) == 0;
			Set<String> kept = new Policy(rules, superseded, NOW).decide(logs)
				.stream()
				.filter((decided) -> decided.decision() instanceof Kept)
				.map((decided) -> decided.log().key())
				.collect(Collectors.toSet());
			assertThat(kept).as("ledger %d: %s %s of %s", ledger, rules, superseded ? "superseded" : "", logs)
				.isEqualTo(survivors(rules, superseded, logs));
		}
	}

	private static RunStatus any(Random random) {
		return List.of(RunStatus.values()).get(random.nextInt(RunStatus.values().length));
	}

	private static RetentionRule rule(Random random) {
		Set<RunStatus> statuses = new HashSet<>();
		for (int number = random.nextInt(3); number > 0; number--) {
			statuses.add(any(random));
		}
		String pattern = List.of("*", "acme~*", "acme~shop", "a?me~s*p", "other~*").get(random.nextInt(5));
		Duration within = random.nextInt(4) == 0 ? Duration.ofHours(random.nextInt(1, 2000)) : null;
		int[] numbers = random.ints(4, 0, 5).map((number) -> random.nextInt(3) == 0 ? number : 0).toArray();
		boolean forever = random.nextInt(20) == 0;
		boolean keeps = within != null || forever || numbers[0] + numbers[1] + numbers[2] + numbers[3] > 0;
		return new RetentionRule(new WorkerPattern(pattern), statuses, within, keeps ? numbers[0] : 1, numbers[1],
				numbers[2], numbers[3], forever);
	}

	/**
	 * By run and revision, as the ledger has them.
	 */
	private static List<RetainedLog> logs(Random random) {
		Map<String, RetainedLog> logs = new TreeMap<>();
		int runs = random.nextInt(1, 13);
		int spread = List.of(2, 60, 2000, 20_000).get(random.nextInt(4));
		for (int run = 0; run < runs; run++) {
			Instant at = NOW.minus(Duration.ofHours(random.nextInt(spread)));
			int revisions = (random.nextInt(5) == 0) ? random.nextInt(2, 4) : 1;
			for (int revision = 1; revision <= revisions; revision++) {
				RunStatus status = any(random);
				RetainedLog log = log("r" + (char) ('a' + run), revision, status, at,
						revision < revisions || random.nextInt(10) > 0,
						random.nextInt(10) == 0 ? NOW.plusSeconds(random.nextInt(-1, 2)) : null,
						random.nextInt(15) == 0 ? "case" : null, random.nextInt(3) == 0 ? "f".repeat(64) : null);
				logs.put(log.log().key(), log);
			}
		}
		return List.copyOf(logs.values());
	}

	/**
	 * The keys of what stays, run by run and rule by rule, without counting along: a run
	 * stays by a number when fewer newer ones, or fewer newer days, are before it.
	 */
	private static Set<String> survivors(List<RetentionRule> rules, boolean superseded, List<RetainedLog> logs) {
		Map<String, List<RetainedLog>> runs = logs.stream()
			.collect(Collectors.groupingBy((log) -> log.log().runId().value(), TreeMap::new, Collectors.toList()));
		Comparator<List<RetainedLog>> byAge = Comparator.comparing((run) -> run.getLast().log().runAt());
		byAge = byAge.thenComparing((run) -> run.getLast().log().runId().value());
		Set<String> survivors = new HashSet<>();
		for (List<RetainedLog> run : runs.values()) {
			boolean applies = false;
			boolean stays = byAge.compare(run, Collections.max(runs.values(), byAge)) == 0
					|| run.stream().anyMatch(RetentionPolicyTests::cannotGo);
			for (RetentionRule rule : rules) {
				List<List<RetainedLog>> all = new ArrayList<>(runs.values());
				all.removeIf((other) -> !concerns(rule, other));
				if (all.contains(run)) {
					List<List<RetainedLog>> newer = new ArrayList<>(all);
					Comparator<List<RetainedLog>> order = byAge;
					newer.removeIf((other) -> order.compare(other, run) <= 0);
					applies = true;
					stays |= rule.forever() || newer.size() < rule.last()
							|| (rule.within() != null && Duration.between(at(run), NOW).compareTo(rule.within()) <= 0);
					stays |= firstOf(run, newer, rule.daily(), Function.identity());
					stays |= firstOf(run, newer, rule.weekly(),
							(day) -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
					stays |= firstOf(run, newer, rule.monthly(), (day) -> day.withDayOfMonth(1));
				}
			}
			for (RetainedLog log : run) {
				List<ArchivedLog> finals = run.stream().map(RetainedLog::log).filter(ArchivedLog::isFinal).toList();
				boolean replaced = superseded && !finals.isEmpty() && finals.getLast().text().rules() != null
						&& log.log().revision() < finals.getLast().revision() && !cannotGo(log);
				if ((stays || !applies) && !replaced) {
					survivors.add(log.log().key());
				}
			}
		}
		return survivors;
	}

	private static boolean cannotGo(RetainedLog log) {
		return !log.log().isFinal() || log.heldFor() != null
				|| (log.log().lockedUntil() != null && NOW.isBefore(log.log().lockedUntil()));
	}

	private static boolean concerns(RetentionRule rule, List<RetainedLog> run) {
		return rule.workers().fits(WORKER)
				&& (rule.statuses().isEmpty() || rule.statuses().contains(run.getLast().log().run().status()));
	}

	private static Instant at(List<RetainedLog> run) {
		return run.getLast().log().runAt();
	}

	private static boolean firstOf(List<RetainedLog> run, List<List<RetainedLog>> newer, int wanted,
			Function<LocalDate, LocalDate> period) {
		Set<LocalDate> before = newer.stream()
			.map((other) -> period.apply(at(other).atZone(ZoneOffset.UTC).toLocalDate()))
			.collect(Collectors.toSet());
		return before.size() < wanted && !before.contains(period.apply(at(run).atZone(ZoneOffset.UTC).toLocalDate()));
	}

}
