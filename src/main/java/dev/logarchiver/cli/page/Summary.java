package dev.logarchiver.cli.page;

import java.util.List;
import java.util.Locale;

import dev.logarchiver.execution.Counts;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.ExecutionWords;
import dev.logarchiver.execution.SharedTick;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.run.Units;
import org.jspecify.annotations.Nullable;

/** What an execution did, at a glance. */
public final class Summary {

	private Summary() {
	}

	public static Object json(ExecutionReport report) {
		return (report.pruned() != null) ? PruneJson.of(report, report.pruned(), report.failures())
				: ExecutionJson.of(report);
	}

	/** The same with all shards of its tick, where there are several. */
	public static Object json(ExecutionReport report, @Nullable SharedTick tick) {
		return (tick != null) ? ExecutionJson.of(report).with(tick) : json(report);
	}

	/** The same for a list, without what failed. */
	public static Object inAList(ExecutionReport report) {
		return (report.pruned() != null) ? PruneJson.of(report, report.pruned(), null) : ExecutionJson.inAList(report);
	}

	public static String of(ExecutionReport report) {
		StringBuilder text = new StringBuilder("Execution %d of job %s %s%n%n".formatted(report.execution(),
				report.order().part(), ExecutionWords.state(report)));
		text.append(new CountLines().add(ExecutionWords.counts(report)));
		ExecutionWords.survey(report.survey()).ifPresent((survey) -> text.append("  ").append(survey).append('\n'));
		text.append(runs(report));
		ExecutionWords.first(report).ifPresent((first) -> text.append("%n%s%n".formatted(first)));
		ExecutionWords.reason(report)
			.ifPresent((reason) -> text.append("%nReason: %s%n'restart %d' resumes it where it left off.%n"
				.formatted(reason, report.execution())));
		return text + failures(report.failures()).stripTrailing();
	}

	private static String runs(ExecutionReport report) {
		String lines = new CountLines().add(ExecutionWords.runs(report)).toString();
		return (report.order().scheduledAt() == null) ? "\n" + lines : lines;
	}

	/** The same in a line. */
	public static String line(ExecutionReport report) {
		if (report.pruned() != null) {
			return "Execution %d of job %s %s in %s: %s%s".formatted(report.execution(), report.order().part(),
					report.status().toLowerCase(Locale.ROOT), Units.took(report.startedAt(), report.endedAt()),
					ExecutionWords.outcomes(report),
					ExecutionWords.reason(report).map((reason) -> ": " + reason).orElse(""));
		}
		Counts counts = report.counts();
		return "Execution %d of job %s %s in %s: %s, %d archived, %d unchanged, %d without a run, %d failed%s"
			.formatted(report.execution(), report.order().part(), report.status().toLowerCase(Locale.ROOT),
					Units.took(report.startedAt(), report.endedAt()), Units.count(report.total(), "Worker"),
					counts.archived(), counts.unchanged(), counts.noRun(), counts.failed(),
					ExecutionWords.reason(report).map((reason) -> ": " + reason).orElse(""));
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
