package dev.logarchiver.cli;

import java.util.function.BiFunction;
import java.util.function.Consumer;

import dev.logarchiver.cli.page.ProgressDisplay;
import dev.logarchiver.cli.page.Summary;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.job.Archiver;
import dev.logarchiver.metrics.Metrics;
import dev.logarchiver.ping.Pings;
import dev.logarchiver.state.BusyException;
import org.springframework.context.ApplicationContext;

/**
 * Has the job executed, and tells how that ended: first its user, then whoever watches.
 *
 * @param summary what its user is told
 */
record JobRunner(Summary summary) {

	/**
	 * Executes and tells.
	 * @param context where the archiver is
	 * @param json whether the user wants JSON
	 * @param work has the archiver execute, and hands it what it is to call before the
	 * process may end
	 * @return the exit code
	 */
	int execute(ApplicationContext context, boolean json,
			BiFunction<Archiver, Consumer<ExecutionReport>, ExecutionReport> work) {
		ExitProperties settings = context.getBean(ExitProperties.class);
		Pings pings = context.getBean(Pings.class);
		pings.started();
		try (ProgressDisplay display = ProgressDisplay.attach(context)) {
			ExecutionReport ended = work.apply(context.getBean(Archiver.class), (report) -> {
				display.end();
				try {
					this.summary.print(report, json);
				}
				finally {
					context.getBean(Metrics.class).publish(report, ExitCode.of(report, settings).value());
				}
				tell(pings, report, ExitCode.of(report, settings));
			});
			return ExitCode.of(ended, settings).value();
		}
		catch (BusyException ex) {
			// the other process says how it ends
			throw ex;
		}
		catch (RuntimeException ex) {
			pings.failed(Errors.explain(ex).text());
			throw ex;
		}
	}

	/**
	 * One that was stopped has neither succeeded nor failed: where nobody takes it up, it
	 * is missed.
	 */
	private static void tell(Pings pings, ExecutionReport report, ExitCode code) {
		switch (code) {
			case SUCCESS -> pings.succeeded(Summary.line(report));
			case TERMINATED -> {
			}
			case FAILED, USAGE, INCOMPLETE, KEY_REJECTED, BUSY -> pings.failed(Summary.line(report));
		}
	}

}
