package dev.logarchiver.cli;

import java.util.function.Consumer;
import java.util.function.Function;

import dev.logarchiver.job.ExecutionReport;
import dev.logarchiver.ledger.BusyException;
import dev.logarchiver.ping.Pings;

import org.springframework.context.ApplicationContext;

/**
 * Has an execution run: shows how far it is, prints what it did, and tells whoever
 * watches.
 *
 * @param context the application
 * @param summary where the result is printed
 * @param json whether it is printed as JSON
 */
record Executing(ApplicationContext context, Summary summary, boolean json) {

	/**
	 * Has it run.
	 * @param start starts it; what it is given receives the execution before the process
	 * may end
	 * @return the exit code
	 */
	int execute(Function<Consumer<? super ExecutionReport>, ExecutionReport> start) {
		Pings pings = this.context.getBean(Pings.class);
		pings.started();
		try (ProgressDisplay _ = ProgressDisplay.attach(this.context)) {
			return ExitCode.of(start.apply((report) -> ended(report, pings))).value();
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
	private void ended(ExecutionReport report, Pings pings) {
		this.summary.print(report, this.json);
		switch (ExitCode.of(report)) {
			case SUCCESS -> pings.succeeded(Summary.line(report));
			case TERMINATED -> {
			}
			case FAILED, USAGE, INCOMPLETE, KEY_REJECTED, BUSY -> pings.failed(Summary.line(report));
		}
	}

}
