package dev.logarchiver.cli;

import java.time.Instant;

import dev.logarchiver.archiving.Force;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.Summary;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.JobProperties;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.intake.Selection;
import dev.logarchiver.intake.WorkerList;
import dev.logarchiver.job.RunRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A tick of a job that runs in this process. */
record TickExecution(ConfiguredList list, JobProperties job, JobRunner runner) {

	private static final Logger logger = LoggerFactory.getLogger(TickExecution.class);

	ExitCode run(Instant tick) {
		try (WorkerList list = this.list.open(new Selection(), false)) {
			RunRequest request = new RunRequest(this.job.name(), tick, Force.NONE, true, list);
			return this.runner.run("run", request.part(), (archiver, whenEnded) -> archiver.run(request, whenEnded),
					TickExecution::log);
		}
	}

	private static void log(ExecutionReport report) {
		Level level = switch (report.ending()) {
			case COMPLETED, STOPPED, RUNNING -> Level.INFO;
			case FAILED, KEY_REJECTED -> Level.ERROR;
		};
		logger.atLevel(level).log(Printable.escape(Summary.line(report)));
	}

}
