package dev.logarchiver.cli.page;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.logarchiver.execution.Counts;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.RunCounts;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.run.Units;

/** What an execution did, at a glance. */
public final class Summary {

	private Summary() {
	}

	public static Object json(ExecutionReport report) {
		return ExecutionJson.of(report);
	}

	/** The same for a list, without what failed. */
	public static Object inAList(ExecutionReport report) {
		return ExecutionJson.inAList(report);
	}

	public static String of(ExecutionReport report) {
		StringBuilder text = new StringBuilder(
				"Execution %d of job %s %s%n%n".formatted(report.execution(), report.order().job(), state(report)));
		text.append(counts(report.counts(), report.total()));
		text.append(SurveyLine.of(report.survey()));
		text.append(runs(report.counts(), report.order().scheduledAt() == null));
		reason(report).ifPresent((reason) -> text.append(
				"%nReason: %s%n'restart %d' resumes it where it left off.%n".formatted(reason, report.execution())));
		return text + failures(report.failures()).stripTrailing();
	}

	private static String state(ExecutionReport report) {
		return (report.ending() == ExecutionReport.Ending.RUNNING)
				? "hasn't ended: it is running, or its process died. So far:"
				: report.status().toLowerCase(Locale.ROOT) + " in " + Units.took(report.startedAt(), report.endedAt());
	}

	/** The same in a line. */
	public static String line(ExecutionReport report) {
		Counts counts = report.counts();
		return "Execution %d of job %s %s in %s: %s, %d archived, %d unchanged, %d without a run, %d failed%s"
			.formatted(report.execution(), report.order().job(), report.status().toLowerCase(Locale.ROOT),
					Units.took(report.startedAt(), report.endedAt()), Units.count(report.total(), "Worker"),
					counts.archived(), counts.unchanged(), counts.noRun(), counts.failed(),
					reason(report).map((reason) -> ": " + reason).orElse(""));
	}

	/** The outcomes of the Workers that there are. */
	public static String outcomes(ExecutionReport report) {
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

	private static Optional<String> reason(ExecutionReport report) {
		return Optional.ofNullable(report.reason())
			.filter((_) -> report.ending() != ExecutionReport.Ending.COMPLETED)
			.map(Printable::escape);
	}

	private static String runs(Counts counts, boolean backfill) {
		RunCounts runs = counts.runs();
		if (backfill) {
			return "\n" + new CountLines().add("Runs", runs.found(), "in that time")
				.add("archived", runs.archived(), "")
				.add("unchanged", runs.known(), "")
				.add("gone", runs.gone(), "whose log the platform no longer has")
				.add("failed", runs.failed(), (runs.failed() > 0) ? "could not be archived" : "");
		}
		CountLines lines = new CountLines().addIfAny("caught up", runs.archived(), "between two ticks")
			.addIfAny("gone", runs.gone(), "whose log the platform no longer has")
			.addIfAny("pending", runs.failed(), "could not be archived, retried at the next tick")
			.addIfAny("unlisted", counts.unlisted().found(), "had not ended when their Workers left the list")
			.addIfAny("failed", counts.unlisted().failed(), "of those could not be archived, retried at the next tick");
		return lines
				+ ((counts.first() > 0) ? "%n%s had nothing archived before: 'backfill' archives their earlier runs.%n"
					.formatted(Units.count(counts.first(), "Worker")) : "");
	}

	static CountLines counts(Counts counts, long total) {
		return new CountLines().add("Workers", total, (counts.workers() < total) ? counts.workers() + " done" : "")
			.add("archived", counts.archived(), (counts.bytes() > 0) ? Units.size(counts.bytes()) + " of log text" : "")
			.add("unchanged", counts.unchanged(), "")
			.add("no run", counts.noRun(), "")
			.add("failed", counts.failed(), (counts.failed() > 0) ? "could not be archived" : "")
			.addIfAny("partial", counts.partial(), "of the above still going on, checked again by 'run'")
			.addIfAny("preview", counts.previews(), "in place of a log that the platform did not have in full");
	}

	static String failures(List<FailedWorker> failures) {
		if (failures.isEmpty()) {
			return "";
		}
		Table table = new Table("FAILED", "CODE", "REASON", "REQUEST");
		failures.forEach((failure) -> table.row(failure.worker(), failure.code(), failure.reason(),
				(failure.requestId() != null) ? failure.requestId() : "-"));
		return "\n" + table;
	}

}
