package dev.logarchiver.cli;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.logarchiver.archiving.Force;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.exit.ExitProperties;
import dev.logarchiver.cli.page.Summary;
import dev.logarchiver.cli.schedule.Announced;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.JobNames;
import dev.logarchiver.execution.history.JobTicks;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.intake.Selection;
import dev.logarchiver.intake.WorkerList;
import dev.logarchiver.job.Archiver;
import dev.logarchiver.job.RunRequest;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.state.ExecutionTable;
import dev.logarchiver.survey.HintedRuns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archives runs that callbacks named: of those Workers that the newest list of a job has,
 * with the job's settings. It tells nobody how it ended: it is no tick.
 */
record CallbackExecution(HintedRuns hinted, ExecutionTable executions, ConfiguredList list, Archiver archiver,
		ExitProperties exit) {

	private static final Logger logger = LoggerFactory.getLogger(CallbackExecution.class);

	ExitCode run(String job, Announced announced) {
		Set<WorkerId> workers = find(lists(job), announced);
		return workers.isEmpty() ? ExitCode.SUCCESS : archive(workers);
	}

	/** That of the newest execution, and those of the shards that there are besides. */
	private Set<Long> lists(String job) {
		Set<Long> lists = new LinkedHashSet<>(this.executions.lists(JobNames.ARCHIVE, job, 1));
		Optional.ofNullable(JobTicks.byJob(this.executions, (execution) -> execution.job().equals(job)).get(job))
			.filter((_) -> !lists.isEmpty())
			.ifPresent((ticks) -> ticks.parts()
				.stream()
				.filter((part) -> part.newest().shards() > 0)
				.forEach((part) -> lists.add(part.newest().list())));
		return lists;
	}

	private Set<WorkerId> find(Set<Long> lists, Announced announced) {
		Set<WorkerId> workers = new TreeSet<>();
		if (lists.isEmpty()) {
			return workers;
		}
		for (Run run : announced.runs(this.hinted.source(), this.hinted::ask)) {
			Set<WorkerId> found = new TreeSet<>();
			lists.forEach((list) -> found.addAll(this.hinted.makePending(run, list)));
			if (!found.isEmpty()) {
				workers.addAll(found);
				announced.settle(run);
			}
		}
		return workers;
	}

	private ExitCode archive(Set<WorkerId> workers) {
		Selection selection = new Selection().workers(workers.stream().map(WorkerId::value).toList(), "callbacks");
		try (WorkerList named = this.list.open(selection, true)) {
			ExecutionReport report = this.archiver
				.run(new RunRequest(JobNames.CALLBACKS, null, Force.NONE, true, named), CallbackExecution::log);
			return ExitCode.of(report, this.exit);
		}
	}

	private static void log(ExecutionReport report) {
		logger.info(Printable.escape(Summary.line(report)));
	}

}
