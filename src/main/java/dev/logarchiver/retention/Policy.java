package dev.logarchiver.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.logarchiver.ledger.RetainedLog;
import dev.logarchiver.retention.Decision.Kept;
import dev.logarchiver.retention.Decision.Pruned;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.Units;
import dev.logarchiver.run.WorkerId;

/**
 * Decides what becomes of the logs of a Worker, from nothing but these, the rules and the
 * time. All revisions of a run share its fate: what a rule keeps is kept, and so is what
 * none applies to, the newest run, one with a log that isn't final, is held or is locked.
 *
 * @param rules the rules
 * @param superseded whether earlier revisions go where the newest one was redacted
 * @param now the time
 */
record Policy(List<RetentionRule> rules, boolean superseded, Instant now) {

	/** The rule by which a revision goes whose successor was redacted. */
	static final String SUPERSEDED = "superseded";

	private static final Comparator<LoggedRun> NEWEST_FIRST = Comparator.comparing(LoggedRun::at)
		.thenComparing((run) -> run.id().value())
		.reversed();

	/**
	 * Decides.
	 * @param logs all archived logs of a Worker
	 * @return each with what becomes of it, in the same order
	 */
	List<Decided> decide(List<RetainedLog> logs) {
		if (logs.isEmpty()) {
			return List.of();
		}
		WorkerId worker = logs.getFirst().log().worker();
		List<Keeping> keepings = this.rules.stream()
			.filter((rule) -> rule.appliesTo(worker))
			.map((rule) -> new Keeping(rule, this.now))
			.toList();
		Map<RunId, Decision> decisions = new LinkedHashMap<>();
		List<LoggedRun> runs = LoggedRun.of(logs);
		for (LoggedRun run : runs.stream().sorted(NEWEST_FIRST).toList()) {
			decisions.put(run.id(), decide(run, keepings, decisions.isEmpty()));
		}
		return runs.stream()
			.flatMap((run) -> run.logs()
				.stream()
				.map((log) -> new Decided(log.log(),
						superseded(run, log).orElse(Objects.requireNonNull(decisions.get(run.id()))))))
			.toList();
	}

	private Decision decide(LoggedRun run, List<Keeping> keepings, boolean newest) {
		List<Keeping> applied = keepings.stream().filter((keeping) -> keeping.appliesTo(run)).toList();
		// each counts the runs that it applies to, whatever the others keep
		List<String> kept = applied.stream().flatMap((keeping) -> keeping.next(run).stream()).toList();
		if (!kept.isEmpty()) {
			return new Kept(kept.getFirst());
		}
		if (applied.isEmpty()) {
			return new Kept("no rule applies");
		}
		return exception(run.logs()).or(() -> newest ? Optional.of("newest") : Optional.empty())
			.<Decision>map(Kept::new)
			.orElseGet(() -> new Pruned(
					applied.stream().map((keeping) -> keeping.rule().toString()).collect(Collectors.joining("; "))));
	}

	private Optional<Decision> superseded(LoggedRun run, RetainedLog log) {
		return (this.superseded && run.supersedes(log.log().revision()) && exception(List.of(log)).isEmpty())
				? Optional.of(new Pruned(SUPERSEDED)) : Optional.empty();
	}

	private Optional<String> exception(List<RetainedLog> logs) {
		Stream<String> held = logs.stream()
			.flatMap((log) -> Stream.ofNullable(log.heldFor()))
			.map((reason) -> "held: " + reason);
		Stream<String> partial = logs.stream().filter((log) -> !log.log().isFinal()).map((_) -> "partial");
		Stream<String> locked = logs.stream()
			.flatMap((log) -> Stream.ofNullable(log.log().lockedUntil()))
			.filter((until) -> until.isAfter(this.now))
			.max(Comparator.naturalOrder())
			.map((until) -> "locked until " + Units.time(until))
			.stream();
		return Stream.of(held, partial, locked).flatMap((reasons) -> reasons).findFirst();
	}

	/**
	 * The logs of a run, oldest revision first.
	 */
	record LoggedRun(List<RetainedLog> logs) {

		static List<LoggedRun> of(List<RetainedLog> logs) {
			Map<RunId, List<RetainedLog>> runs = new LinkedHashMap<>();
			logs.forEach((log) -> runs.computeIfAbsent(log.log().runId(), (_) -> new ArrayList<>()).add(log));
			return runs.values().stream().map(LoggedRun::new).toList();
		}

		RunId id() {
			return newest().log().runId();
		}

		Instant at() {
			return newest().log().runAt();
		}

		RunStatus status() {
			return newest().log().run().status();
		}

		private RetainedLog newest() {
			return this.logs.getLast();
		}

		/** Whether a revision has a later final one that was redacted. */
		boolean supersedes(int revision) {
			return this.logs.stream()
				.map(RetainedLog::log)
				.filter((log) -> log.isFinal())
				.reduce((_, later) -> later)
				.filter((log) -> log.text().rules() != null && log.revision() > revision)
				.isPresent();
		}

	}

}
