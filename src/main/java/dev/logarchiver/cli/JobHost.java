package dev.logarchiver.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.ProgressDisplay;
import dev.logarchiver.cli.schedule.Announced;
import dev.logarchiver.cli.schedule.JobDefinition;
import dev.logarchiver.cli.schedule.JobRuns;
import dev.logarchiver.execution.ExecutionFilter;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.ExecutionReport.Ending;
import dev.logarchiver.execution.Executions;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.Printable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.core.env.Environment;

/**
 * Runs jobs in this process, each execution in an application of its own, as a process of
 * its own would have one: settings of jobs don't mix, and an H2 file is closed as soon as
 * the execution has ended.
 */
final class JobHost implements JobRuns {

	private static final Logger logger = LoggerFactory.getLogger(JobHost.class);

	/** On a database that several processes may use; each takes a part of the heap. */
	private static final int SIDE_BY_SIDE = 2;

	/** Ticks of a job are looked for in so many of its executions. */
	private static final int RECENT = 200;

	/** Shown to whoever waits for the state directory or the job. */
	private static final String HOLDER = "serve, which runs job ${archiver.job.name:default}";

	private final Class<?> application;

	private final CommonOptions options;

	private final Environment pages;

	private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();

	private final HostedApplications applications = new HostedApplications();

	/**
	 * A host for jobs.
	 * @param application the application's class
	 * @param options the options of the command, which hold for all jobs
	 * @param pages the settings of the pages that are served beside them
	 */
	JobHost(Class<?> application, CommonOptions options, Environment pages) {
		this.application = application;
		this.options = options;
		this.pages = pages;
	}

	/**
	 * Reads a job definition.
	 * @param file its settings
	 * @throws ConfigurationException if the job can't run by itself
	 */
	JobDefinition definition(Path file) {
		try {
			return this.applications.call(session(file, Map.of(), null), CheckedDefinition.class,
					(checked) -> checked.definition(file, this.pages));
		}
		catch (RuntimeException ex) {
			String problem = Errors.explain(ex).text();
			// without the cause, which would be looked for in the settings of the pages
			throw new ConfigurationException(
					problem.contains(file.toString()) ? problem : "the job definition " + file + ": " + problem);
		}
	}

	@Override
	public <T> T inTurn(JobDefinition job, Supplier<T> work) {
		Semaphore turn = this.turns.computeIfAbsent(job.database(),
				(_) -> new Semaphore(job.alone() ? 1 : SIDE_BY_SIDE, true));
		turn.acquireUninterruptibly();
		try {
			return work.get();
		}
		finally {
			turn.release();
		}
	}

	@Override
	public ExitCode run(JobDefinition job, Instant tick) {
		return attempt("Job " + job.name() + ", tick " + tick,
				() -> this.applications.call(session(job), TickExecution.class, (execution) -> execution.run(tick)));
	}

	/** A survey would ask for more than the runs that are named. */
	@Override
	public ExitCode archive(JobDefinition job, Announced announced) {
		return attempt("Callbacks, by job " + job.name(),
				() -> this.applications.call(session(job.file(), Map.of("archiver.survey.enabled", "false"), null),
						CallbackExecution.class, (execution) -> execution.run(job.name(), announced)));
	}

	private ExitCode attempt(String what, Supplier<ExitCode> work) {
		if (this.applications.areToStop()) {
			return ExitCode.TERMINATED;
		}
		try {
			return work.get();
		}
		catch (RuntimeException | Error ex) {
			if (this.applications.areToStop()) {
				return ExitCode.TERMINATED;
			}
			Errors.ProblemReport problem = Errors.explain(ex);
			// another process says how that one ends
			logger.atLevel((problem.code() == ExitCode.BUSY) ? Level.INFO : Level.ERROR)
				.log("{}: exit {}: {}", what, problem.code().value(), Printable.escape(problem.text()));
			logger.debug(what, ex);
			return problem.code();
		}
	}

	@Override
	public Optional<LastTick> lastTick(JobDefinition job) {
		return this.applications.call(session(job), Executions.class, (executions) -> lastTick(job, executions));
	}

	private static Optional<LastTick> lastTick(JobDefinition job, Executions executions) {
		return executions.find(new ExecutionFilter(job.name(), null, null, null), Long.MAX_VALUE, RECENT)
			.stream()
			.filter((report) -> report.order().command().equals("run"))
			.map((report) -> new LastTick(tick(report), report.ending() == Ending.COMPLETED))
			.filter((last) -> job.schedule().has(last.tick()))
			// the newest execution of a tick comes first
			.max(Comparator.comparing(LastTick::tick).thenComparing((last) -> last.isCompleted()));
	}

	private static Instant tick(ExecutionReport report) {
		return (report.order().scheduledAt() != null) ? report.order().scheduledAt() : Instant.EPOCH;
	}

	private Session session(JobDefinition job) {
		return session(job.file(), Map.of(), new JobFailure("run", job.name()));
	}

	private Session session(Path definition, Map<String, String> settings, @Nullable JobFailure failure) {
		Map<String, String> properties = new HashMap<>(settings);
		properties.put(ProgressDisplay.LINES_ONLY, "true");
		return new Session(this.application, this.options.ofJob(definition), Mode.WRITE, HOLDER, properties, failure);
	}

	/** Has running executions end, and waits until they have. */
	void stop() {
		this.applications.stop();
	}

}
