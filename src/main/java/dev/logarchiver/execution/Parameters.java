package dev.logarchiver.execution;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.Shard;
import dev.logarchiver.run.WorkerPattern;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.step.StepExecution;

/**
 * The job parameters. Command, job and tick identify an instance of the scheduled job,
 * and the shard where there are several; command, job, range and filters that of a
 * backfill; a prune has a tick. The rest is what its first execution was started with.
 *
 * @param values the parameters in Spring Batch's form
 */
public record Parameters(JobParameters values) {

	static final String RUN = "run";

	static final String BACKFILL = "backfill";

	static final String PRUNE = "prune";

	private static final String COMMAND = "command";

	private static final String JOB = "job";

	private static final String SCHEDULED_AT = "scheduled-at";

	private static final String LIST = "list";

	private static final String FORCE = "force";

	/** By which rules; absent where what is final isn't redacted anew. */
	private static final String REDACT = "redact";

	private static final String CATCH_UP = "catch-up";

	private static final String SINCE = "since";

	private static final String UNTIL = "until";

	private static final String UNTIL_NOW = "until-now";

	private static final String STATUSES = "statuses";

	private static final String WORKERS = "workers";

	private static final String SUPERSEDED = "superseded";

	private static final String SHARD = "shard";

	private static final String SHARDS = "shards";

	public static Parameters of(StepExecution step) {
		return new Parameters(step.getJobParameters());
	}

	/**
	 * What identifies a tick of the scheduled job.
	 * @param part the job, or a shard of it
	 */
	public static Parameters tick(JobPart part, Instant tick) {
		Parameters whole = tick(RUN, part.job(), tick);
		Shard shard = part.shard();
		return (shard == null) ? whole
				: new Parameters(new JobParametersBuilder(whole.values).addLong(SHARD, (long) shard.index(), true)
					.addLong(SHARDS, (long) shard.count(), true)
					.toJobParameters());
	}

	/** What identifies a prune. */
	public static Parameters prune(String job, Instant tick) {
		return tick(PRUNE, job, tick);
	}

	private static Parameters tick(String command, String job, Instant tick) {
		return new Parameters(new JobParametersBuilder().addString(COMMAND, command, true)
			.addString(JOB, job, true)
			.addString(SCHEDULED_AT, tick.toString(), true)
			.toJobParameters());
	}

	public Parameters startedWith(long list, boolean catchUp) {
		return new Parameters(new JobParametersBuilder(this.values).addLong(LIST, list, false)
			.addString(CATCH_UP, String.valueOf(catchUp), false)
			.toJobParameters());
	}

	/**
	 * What is final is to be stored anew where it was redacted by other rules.
	 * @param rules a digest of the present ones, by which a backfill is another one
	 */
	public Parameters redacting(String rules) {
		return new Parameters(
				new JobParametersBuilder(this.values).addString(REDACT, rules, backfills()).toJobParameters());
	}

	/**
	 * What is final is to be downloaded too, by which a backfill is another one than that
	 * of the same range without.
	 */
	public Parameters forced() {
		return new Parameters(
				new JobParametersBuilder(this.values).addString(FORCE, "true", backfills()).toJobParameters());
	}

	/**
	 * What a prune is about.
	 * @param workers the Workers whose logs it looks at; all if empty
	 */
	public Parameters pruning(List<WorkerPattern> workers, boolean superseded) {
		return new Parameters(new JobParametersBuilder(this.values)
			.addString(WORKERS, workers.stream().map(WorkerPattern::value).collect(Collectors.joining(",")), false)
			.addString(SUPERSEDED, String.valueOf(superseded), false)
			.toJobParameters());
	}

	/**
	 * What identifies a backfill.
	 * @param untilNow whether the range was to end with the present
	 */
	public static Parameters backfill(String job, RunSpan span, long list, boolean untilNow) {
		return new Parameters(new JobParametersBuilder().addString(COMMAND, BACKFILL, true)
			.addString(JOB, job, true)
			.addString(SINCE, span.from().toString(), true)
			.addString(UNTIL, span.to().toString(), true)
			.addString(STATUSES,
					span.statuses().stream().map(RunStatus::toString).sorted().collect(Collectors.joining(",")), true)
			.addLong(LIST, list, true)
			.addString(UNTIL_NOW, String.valueOf(untilNow), false)
			.toJobParameters());
	}

	/**
	 * Whether the other ones are those of the same backfill, started at another time:
	 * both until then.
	 */
	public boolean sameUntilNow(Parameters other) {
		return job().equals(other.job()) && list() == other.list() && untilNow() && other.untilNow()
				&& span().from().equals(other.span().from()) && span().statuses().equals(other.span().statuses())
				&& force() == other.force()
				&& Objects.equals(this.values.getString(REDACT), other.values.getString(REDACT));
	}

	private boolean untilNow() {
		return Boolean.parseBoolean(this.values.getString(UNTIL_NOW));
	}

	public String command() {
		return text(COMMAND);
	}

	/** The name of the job in Spring Batch. */
	public String jobName() {
		return prunes() ? JobNames.PRUNE : backfills() ? JobNames.BACKFILL
				: JobNames.CALLBACKS.equals(job()) ? JobNames.CALLBACKS : JobNames.ARCHIVE;
	}

	public String job() {
		return text(JOB);
	}

	/** The shard; empty where one process works on all of the job. */
	public Optional<Shard> shard() {
		Long count = this.values.getLong(SHARDS);
		return (count == null) ? Optional.empty() : Optional
			.of(new Shard(Math.toIntExact(Objects.requireNonNull(this.values.getLong(SHARD))), Math.toIntExact(count)));
	}

	/** What one process at a time works on. */
	public JobPart part() {
		return new JobPart(job(), shard().orElse(null));
	}

	public boolean backfills() {
		return BACKFILL.equals(command());
	}

	/** Whether it deletes, for which it needs neither a key nor Workers. */
	public boolean prunes() {
		return PRUNE.equals(command());
	}

	/** The Workers whose logs a prune looks at; all if empty. */
	public List<WorkerPattern> workers() {
		return Arrays.stream(text(WORKERS).split(","))
			.filter((pattern) -> !pattern.isEmpty())
			.map(WorkerPattern::new)
			.toList();
	}

	/** Whether a prune lets go of what redacted revisions replaced. */
	public boolean superseded() {
		return Boolean.parseBoolean(this.values.getString(SUPERSEDED));
	}

	public Optional<Instant> scheduledAt() {
		return Optional.ofNullable(this.values.getString(SCHEDULED_AT)).map(Instant::parse);
	}

	public long list() {
		return Objects.requireNonNull(this.values.getLong(LIST), LIST);
	}

	public boolean force() {
		return Boolean.parseBoolean(this.values.getString(FORCE));
	}

	public boolean redacts() {
		return this.values.getString(REDACT) != null;
	}

	public boolean catchUp() {
		return Boolean.parseBoolean(this.values.getString(CATCH_UP));
	}

	/** Which runs a backfill is about. */
	public RunSpan span() {
		Set<RunStatus> statuses = Arrays.stream(text(STATUSES).split(","))
			.filter((status) -> !status.isEmpty())
			.map(RunStatus::parse)
			.collect(Collectors.toSet());
		return new RunSpan(Instant.parse(text(SINCE)), Instant.parse(text(UNTIL)), untilNow(), statuses);
	}

	private String text(String name) {
		@Nullable String text = this.values.getString(name);
		return Objects.requireNonNull(text, name);
	}

}
