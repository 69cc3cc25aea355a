package dev.logarchiver.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.exit.ProcessEnd;
import dev.logarchiver.coreclaw.CoreClawException;
import dev.logarchiver.failure.AdvisedException;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.failure.Secrets;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.state.BusyException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Says what went wrong in a line or two, and maps it to the exit code. */
final class Errors implements IExecutionExceptionHandler {

	@Override
	public int handleExecutionException(Exception problem, CommandLine command, @Nullable ParseResult arguments) {
		ProblemReport explanation = explain(problem);
		if (ProcessEnd.hasBegun() && !verbose(command)) {
			return explanation.code().value();
		}
		PrintWriter errors = command.getErr();
		errors.println("log-archiver: " + Secrets.hide(Printable.escape(explanation.text())));
		if (verbose(command)) {
			StringWriter trace = new StringWriter();
			problem.printStackTrace(new PrintWriter(trace, true));
			errors.print(Secrets.hide(trace.toString()));
		}
		errors.flush();
		return explanation.code().value();
	}

	static ProblemReport explain(Throwable problem) {
		for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
			switch (cause) {
				case ConfigurationException ex -> {
					return advised(ex, ExitCode.USAGE);
				}
				case BusyException ex -> {
					return advised(ex, ExitCode.BUSY);
				}
				case OutOfReachException ex -> {
					return advised(ex, ExitCode.FAILED);
				}
				case StoreException ex -> {
					return new ProblemReport(text(ex), null, ExitCode.FAILED, ex);
				}
				case CoreClawException ex -> {
					return new ProblemReport(text(ex), null, (ex.kind() == CoreClawException.Kind.KEY_REJECTED)
							? ExitCode.KEY_REJECTED : ExitCode.FAILED, ex);
				}
				case TransactionSystemException ex when ex.getApplicationException() != null -> {
					return unusableDatabase(ex.getApplicationException());
				}
				case DataAccessException ex -> {
					return unusableDatabase(ex);
				}
				case TransactionException ex -> {
					return unusableDatabase(ex);
				}
				case Throwable _ -> {
				}
			}
		}
		return new ProblemReport("unexpected " + rootText(problem) + " (-v shows where)", null, ExitCode.FAILED,
				problem);
	}

	private static ProblemReport advised(AdvisedException problem, ExitCode code) {
		return new ProblemReport(problem.problem(), problem.remedy(), code, problem);
	}

	private static ProblemReport unusableDatabase(Throwable problem) {
		return new ProblemReport("the database can't be used: " + rootText(problem), null, ExitCode.FAILED, problem);
	}

	private static String text(Throwable problem) {
		String message = problem.getMessage();
		return (message != null) ? message : problem.getClass().getSimpleName();
	}

	private static String rootText(Throwable problem) {
		Throwable root = NestedExceptionUtils.getMostSpecificCause(problem);
		return root.getClass().getSimpleName() + ": " + text(root).lines().findFirst().orElse("");
	}

	private static boolean verbose(CommandLine command) {
		return command.getCommandSpec().userObject() instanceof ArchiveCommand archive && archive.isVerbose();
	}

	/**
	 * What to say, and how to exit.
	 *
	 * @param problem what went wrong, for a person
	 * @param remedy what to do about it; {@code null} where the problem says it, or
	 * nobody knows
	 * @param code the exit code
	 * @param cause what showed it
	 */
	record ProblemReport(String problem, @Nullable String remedy, ExitCode code, Throwable cause) {

		String text() {
			return (this.remedy != null) ? this.problem + ": " + this.remedy : this.problem;
		}

	}

}
