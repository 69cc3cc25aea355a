package dev.logarchiver.execution;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.ledger.survey.SurveyRecord;
import dev.logarchiver.run.Units;
import org.jspecify.annotations.Nullable;

/** What is said of an execution, wherever it is. */
public final class ExecutionWords {

	private ExecutionWords() {
	}

	/** How it ended, or that it goes on. */
	public static String state(ExecutionReport report) {
		return (report.ending() == ExecutionReport.Ending.RUNNING)
				? "hasn't ended: it is running, or its process died. So far:"
				: report.status().toLowerCase(Locale.ROOT) + " in " + Units.took(report.startedAt(), report.endedAt());
	}

	/** How far it went with what was archived as final. */
	public static String force(ExecutionReport.Order order) {
		return order.redacts() ? "yes, and redacts anew" : (order.force() ? "yes" : "no");
	}

	/** The outcomes of the Workers, or of the logs, that there are. */
	public static String outcomes(ExecutionReport report) {
		PruneCounts pruned = report.pruned();
		if (pruned != null) {
			return Stream
				.of(outcome(pruned.failed(), "failed"), outcome(pruned.pruned(), "pruned"),
						outcome(pruned.locked(), "locked"))
				.flatMap(Optional::stream)
				.reduce((one, other) -> one + ", " + other)
				.orElse("nothing to prune");
		}
		Counts counts = report.counts();
		String outcomes = Stream
			.of(outcome(counts.failed(), "failed"), outcome(counts.archived(), "archived"),
					outcome(counts.unchanged(), "unchanged"), outcome(counts.noRun(), "without a run"),
					outcome(report.total() - counts.workers(), "not done"))
			.flatMap(Optional::stream)
			.collect(Collectors.joining(", "));
		return outcomes.isEmpty() ? "none" : outcomes;
	}

	private static Optional<String> outcome(long count, String name) {
		return (count > 0) ? Optional.of(count + " " + name) : Optional.empty();
	}

	/** Why it didn't complete. */
	public static Optional<String> reason(ExecutionReport report) {
		return Optional.ofNullable(report.reason())
			.filter((_) -> report.ending() != ExecutionReport.Ending.COMPLETED)
			.map(Printable::escape);
	}

	/** How many Workers ended how, or how many logs. */
	public static List<CountedLine> counts(ExecutionReport report) {
		return (report.pruned() != null) ? counts(report.pruned()) : counts(report.counts(), report.total());
	}

	private static List<CountedLine> counts(PruneCounts counts) {
		return lines(List.of(
				line("pruned", counts.pruned(), (counts.bytes() > 0) ? Units.size(counts.bytes()) + " freed" : ""),
				line("kept", counts.kept(), ""), ifAny("locked", counts.locked(), "of those by the store"),
				ifAny("failed", counts.failed(), "could not be deleted, retried by the next prune")));
	}

	/**
	 * How many Workers ended how.
	 * @param total how many there are
	 */
	public static List<CountedLine> counts(Counts counts, long total) {
		return lines(List.of(line("Workers", total, (counts.workers() < total) ? counts.workers() + " done" : ""),
				line("archived", counts.archived(),
						(counts.bytes() > 0) ? Units.size(counts.bytes()) + " of log text" : ""),
				line("unchanged", counts.unchanged(), ""), line("no run", counts.noRun(), ""),
				line("failed", counts.failed(), (counts.failed() > 0) ? "could not be archived" : ""),
				ifAny("partial", counts.partial(), "of the above still going on, checked again by 'run'"),
				ifAny("preview", counts.previews(), "in place of a log that the platform did not have in full")));
	}

	/** How many further runs ended how: those between two ticks, or of a backfill. */
	public static List<CountedLine> runs(ExecutionReport report) {
		Counts counts = report.counts();
		RunCounts runs = counts.runs();
		if (report.pruned() != null) {
			return List.of();
		}
		if (report.order().scheduledAt() == null) {
			return lines(List.of(line("Runs", runs.found(), "in that time"), line("archived", runs.archived(), ""),
					line("unchanged", runs.known(), ""),
					line("gone", runs.gone(), "whose log the platform no longer has"),
					line("failed", runs.failed(), (runs.failed() > 0) ? "could not be archived" : "")));
		}
		return lines(List.of(ifAny("caught up", runs.archived(), "between two ticks"),
				ifAny("gone", runs.gone(), "whose log the platform no longer has"),
				ifAny("pending", runs.failed(), "could not be archived, retried at the next tick"),
				ifAny("unlisted", counts.unlisted().found(), "had not ended when their Workers left the list"),
				ifAny("failed", counts.unlisted().failed(),
						"of those could not be archived, retried at the next tick")));
	}

	/** A hint where Workers are new. */
	public static Optional<String> first(ExecutionReport report) {
		long first = report.counts().first();
		return (first == 0 || report.order().scheduledAt() == null) ? Optional.empty() : Optional
			.of(Units.count(first, "Worker") + " had nothing archived before: 'backfill' archives their earlier runs.");
	}

	private static List<CountedLine> lines(List<Optional<CountedLine>> lines) {
		return lines.stream().flatMap(Optional::stream).toList();
	}

	private static Optional<CountedLine> line(String name, long count, String remark) {
		return Optional.of(new CountedLine(name, count, remark));
	}

	private static Optional<CountedLine> ifAny(String name, long count, String remark) {
		return (count > 0) ? line(name, count, remark) : Optional.empty();
	}

	/** What a survey showed; empty when there was none. */
	public static Optional<String> survey(@Nullable SurveyRecord survey) {
		return (survey == null) ? Optional.empty() : Optional.of(switch (survey.state()) {
			case COMPLETE ->
				String.format(Locale.ROOT, "asked for news once: %,d of %s %s new runs (%s, %s asked as a check)",
						survey.news(), count(survey.workers(), "Worker"), (survey.news() == 1) ? "has" : "have",
						count(survey.calls(), "call"), count(survey.checks(), "Worker"));
			case UNAVAILABLE -> "asked for news once, without a usable answer: every Worker was asked";
			case SUSPECT -> "asked for news once, but the platform's list is incomplete: every Worker was asked";
		});
	}

	private static String count(long number, String one) {
		return String.format(Locale.ROOT, "%,d %s%s", number, one, (number == 1) ? "" : "s");
	}

}
