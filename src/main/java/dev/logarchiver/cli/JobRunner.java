package dev.logarchiver.cli;

import java.util.function.BiFunction;
import java.util.function.Consumer;

import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.exit.ExitProperties;
import dev.logarchiver.cli.exit.ProcessEnd;
import dev.logarchiver.cli.page.ProgressDisplay;
import dev.logarchiver.cli.page.Summary;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.JobPart;
import dev.logarchiver.job.Archiver;
import dev.logarchiver.metrics.Metrics;
import dev.logarchiver.notification.Notifications;
import dev.logarchiver.ping.Pings;
import dev.logarchiver.state.BusyException;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Runs the job and reports the result: to the user, then to metrics, notifications and
 * pings.
 */
@Component
record JobRunner(Archiver archiver, ExitProperties exit, Pings pings, Metrics metrics, Notifications notifications,
		ConfigurableApplicationContext context) {

	/**
	 * Runs a job, and notifies also of what keeps an execution from beginning.
	 * @param command the command
	 * @param part the job, or a shard of it
	 * @param work has the archiver execute, and hands it what it is to call before the
	 * process may end
	 * @param print shows its user the result
	 */
	ExitCode run(String command, JobPart part, BiFunction<Archiver, Consumer<ExecutionReport>, ExecutionReport> work,
			Consumer<ExecutionReport> print) {
		try {
			return run(work, print);
		}
		catch (BusyException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			// what a stop interrupts didn't fail
			if (!ProcessEnd.hasBegun()) {
				Errors.ProblemReport problem = Errors.explain(ex);
				this.notifications.failed(command, part, problem.code().value(), problem.text());
			}
			throw ex;
		}
	}

	/**
	 * Runs the job.
	 * @param work has the archiver execute, and hands it what it is to call before the
	 * process may end
	 * @param print shows its user the result
	 */
	ExitCode run(BiFunction<Archiver, Consumer<ExecutionReport>, ExecutionReport> work,
			Consumer<ExecutionReport> print) {
		this.pings.started();
		try (ProgressDisplay display = ProgressDisplay.attach(this.context)) {
			return ExitCode.of(work.apply(this.archiver, (report) -> {
				display.end();
				report(report, print);
			}), this.exit);
		}
		catch (BusyException ex) {
			// the other process says how it ends
			throw ex;
		}
		catch (RuntimeException ex) {
			this.pings.failed(Errors.explain(ex).text());
			throw ex;
		}
	}

	private void report(ExecutionReport report, Consumer<ExecutionReport> print) {
		ExitCode code = ExitCode.of(report, this.exit);
		try {
			print.accept(report);
		}
		finally {
			this.metrics.publish(report, code.value());
			this.notifications.ended(report, code.value());
		}
		switch (code) {
			case SUCCESS -> this.pings.succeeded(Summary.line(report));
			// neither succeeded nor failed: when nobody resumes it, it is missed
			case TERMINATED -> {
			}
			case FAILED, USAGE, INCOMPLETE, KEY_REJECTED, BUSY -> this.pings.failed(Summary.line(report));
		}
	}

}
