package dev.logarchiver.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.logarchiver.archiving.Force;
import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.ProgressDisplay;
import dev.logarchiver.cli.page.Summary;
import dev.logarchiver.cli.schedule.Announced;
import dev.logarchiver.cli.schedule.JobDefinition;
import dev.logarchiver.cli.schedule.JobRuns;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.execution.ExecutionFilter;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.ExecutionReport.Ending;
import dev.logarchiver.execution.Executions;
import dev.logarchiver.execution.JobProperties;
import dev.logarchiver.execution.Schedule;
import dev.logarchiver.execution.ShardProperties;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.intake.ListProperties;
import dev.logarchiver.intake.Selection;
import dev.logarchiver.intake.WorkerList;
import dev.logarchiver.job.RunRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
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

	private static final String STORE = "archiver.store.uri";

	private static final String DATABASE = "spring.datasource.url";

	private static final String DIRECTORY = "archiver.state-dir";

	private final Class<?> application;

	private final CommonOptions options;

	private final Environment pages;

	private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();

	private final Set<ConfigurableApplicationContext> open = ConcurrentHashMap.newKeySet();

	private volatile boolean stopping;

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
			return call(session(file, Map.of(), null), DefinitionParts.class, (parts) -> {
				warnOfAnotherArchive(file, parts.environment());
				return parts.definition(file);
			});
		}
		catch (RuntimeException ex) {
			String problem = Errors.explain(ex).text();
			// without the cause, which would be looked for in the settings of the pages
			throw new ConfigurationException(
					problem.contains(file.toString()) ? problem : "the job definition " + file + ": " + problem);
		}
	}

	private void warnOfAnotherArchive(Path file, Environment job) {
		boolean onServer = !job.getProperty(DATABASE, "").isBlank();
		Stream.of(STORE, onServer ? DATABASE : DIRECTORY)
			.filter((name) -> !job.getProperty(name, "").equals(this.pages.getProperty(name, "")))
			.findFirst()
			.ifPresent((name) -> logger.warn("The pages don't show the archive of {}, which sets another {}: "
					+ "name that file with --config, too", file, name));
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
	public ExitCode run(JobDefinition job, Instant tick, List<String> workers) {
		return attempt("Job " + job.name() + ", tick " + tick,
				() -> call(session(job), RunParts.class, (parts) -> parts.run(tick, workers)));
	}

	/** A survey would ask for more than the runs that are named. */
	@Override
	public ExitCode archive(JobDefinition job, Announced announced) {
		return attempt("Callbacks, by job " + job.name(),
				() -> call(session(job.file(), Map.of("archiver.survey.enabled", "false"), null),
						CallbackExecution.class, (execution) -> execution.run(job.name(), announced)));
	}

	private ExitCode attempt(String what, Supplier<ExitCode> work) {
		if (this.stopping) {
			return ExitCode.TERMINATED;
		}
		try {
			return work.get();
		}
		catch (RuntimeException | Error ex) {
			if (this.stopping) {
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
		return call(session(job), Executions.class, (executions) -> lastTick(job, executions));
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

	private <T, R> R call(Session session, Class<T> type, Function<T, R> work) {
		AtomicReference<@Nullable ConfigurableApplicationContext> context = new AtomicReference<>();
		try {
			return session.call(type, work, (application) -> {
				leaveProcess(application);
				application.addInitializers((begun) -> {
					context.set(begun);
					begin(begun);
				});
			});
		}
		finally {
			Optional.ofNullable(context.get()).ifPresent(this.open::remove);
		}
	}

	/** What belongs to the process is left to the application that serves the pages. */
	private static void leaveProcess(SpringApplication application) {
		application.setRegisterShutdownHook(false);
		application.setListeners(application.getListeners()
			.stream()
			.filter((listener) -> !(listener instanceof LoggingApplicationListener))
			.toList());
	}

	private void begin(ConfigurableApplicationContext context) {
		this.open.add(context);
		if (this.stopping) {
			throw new IllegalStateException("The process is to end");
		}
	}

	/**
	 * Has running executions end as a signal does in a process of their own, all at once,
	 * and waits until they have.
	 */
	void stop() {
		this.stopping = true;
		List<Thread> stops = this.open.stream()
			.map((context) -> Thread.ofPlatform().name("stop").start(context::close))
			.toList();
		for (Thread stop : stops) {
			try {
				stop.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

	/** What says which job it is, and that it can run. */
	private record DefinitionParts(JobProperties job, ShardProperties shards, ListProperties list,
			ObjectProvider<CoreClawClient> platform, Environment environment) {

		JobDefinition definition(Path file) {
			Schedule schedule = this.job.ticks()
				.orElseThrow(
						() -> new ConfigurationException("the job definition " + file + " has no archiver.job.schedule",
								"give one, such as '15 3 * * *', or move the file out of the directory", null));
			if (this.shards.shards() != null) {
				throw new ConfigurationException("the job definition " + file + " has archiver.shards",
						"leave it out: one process works on the whole list, and shards are for an Indexed Job of "
								+ "Kubernetes",
						null);
			}
			if (!this.list.any()) {
				throw new ConfigurationException("the job definition " + file + " names no Workers",
						"set archiver.workers.files, archiver.workers.ids or archiver.workers.all", null);
			}
			if (this.list.files().contains("-")) {
				throw new ConfigurationException("the job definition " + file + " has '-' in archiver.workers.files",
						"name files: nobody writes to the standard input of what runs for long", null);
			}
			this.platform.getObject();
			String url = this.environment.getProperty(DATABASE, "");
			String directory = this.environment.getProperty(DIRECTORY, "");
			return url.isBlank()
					? new JobDefinition(file, this.job.name(), schedule,
							Path.of(directory).toAbsolutePath().normalize().toString(), true)
					: new JobDefinition(file, this.job.name(), schedule, url, false);
		}

	}

	/** What an execution needs. */
	private record RunParts(ConfiguredList list, JobProperties job, JobRunner runner) {

		ExitCode run(Instant tick, List<String> workers) {
			Selection selection = new Selection().workers(workers, "serve");
			try (WorkerList list = this.list.open(selection, !workers.isEmpty())) {
				RunRequest request = new RunRequest(this.job.name(), tick, Force.NONE, true, list);
				return this.runner.run("run", request.part(), (archiver, whenEnded) -> archiver.run(request, whenEnded),
						RunParts::log);
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

}
