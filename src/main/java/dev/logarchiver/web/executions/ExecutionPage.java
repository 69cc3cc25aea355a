package dev.logarchiver.web.executions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.logarchiver.execution.CountedLine;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.ExecutionReport.Ending;
import dev.logarchiver.execution.ExecutionWords;
import dev.logarchiver.execution.SharedTick;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.Units;
import dev.logarchiver.web.page.Pages;
import dev.logarchiver.web.page.Query;
import org.jspecify.annotations.Nullable;

/**
 * One execution.
 *
 * @param report the execution
 * @param tick the tick, if the execution is one of its shards
 * @param last the number of the last execution of its tick
 * @param failures the failed Workers of this page
 * @param pages their pages
 * @param now when this was
 */
public record ExecutionPage(ExecutionReport report, @Nullable SharedTick tick, long last, List<FailedWorker> failures,
		Pages pages, Instant now) {

	private static final int SHOWN = 200;

	static ExecutionPage of(ExecutionReport report, @Nullable SharedTick tick, long last, Query query, Instant now) {
		Pages pages = Pages.of(query, report.failures().size(), SHOWN);
		return new ExecutionPage(report, tick, last, report.failures().subList(pages.from(), pages.to()), pages, now);
	}

	public boolean isRunning() {
		return this.report.ending() == Ending.RUNNING;
	}

	/** Whether 'restart' would go on with it. */
	public boolean canResume() {
		return this.report.ending() != Ending.COMPLETED && this.last == this.report.execution();
	}

	/** Its parameters: name and value. */
	public List<String[]> parameters() {
		ExecutionReport.Order order = this.report.order();
		List<String[]> parameters = new ArrayList<>();
		parameters.add(new String[] { "Command", order.command() });
		parameters.add(new String[] { "Job", order.job() });
		if (this.tick != null) {
			parameters.add(new String[] { "Shard", String.valueOf(order.shard()) });
			parameters.add(new String[] { "All shards", "%d of %d completed: %s".formatted(this.tick.completed(),
					this.tick.shards(), ExecutionWords.outcomes(this.tick.sum())) });
			parameters.add(new String[] { "Their executions",
					this.tick.parts()
						.stream()
						.map((part) -> String.valueOf(part.execution()))
						.collect(Collectors.joining(", ")) });
		}
		if (order.scheduledAt() != null) {
			parameters.add(new String[] { "Force", ExecutionWords.force(order) });
		}
		else {
			parameters.add(new String[] { "Since", Units.time(order.since()) });
			parameters.add(new String[] { "Until", Units.time(order.until()) });
			parameters.add(new String[] { "Status", order.statuses().isEmpty() ? "all"
					: order.statuses().stream().map(RunStatus::toString).sorted().collect(Collectors.joining(", ")) });
			if (order.force()) {
				parameters.add(new String[] { "Force", ExecutionWords.force(order) });
			}
		}
		return parameters;
	}

	public String took() {
		return Units.took(this.report.startedAt(), isRunning() ? this.now : this.report.endedAt());
	}

	public String pace() {
		return Pace.of(this.report, this.now);
	}

	public List<CountedLine> counts() {
		return ExecutionWords.counts(this.report);
	}

	public List<CountedLine> runs() {
		return ExecutionWords.runs(this.report);
	}

	public @Nullable String survey() {
		return ExecutionWords.survey(this.report.survey()).orElse(null);
	}

	public @Nullable String first() {
		return ExecutionWords.first(this.report).orElse(null);
	}

	public @Nullable String reason() {
		return ExecutionWords.reason(this.report).orElse(null);
	}

}
