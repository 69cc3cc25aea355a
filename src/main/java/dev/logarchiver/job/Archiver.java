package dev.logarchiver.job;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.logarchiver.archiving.Force;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.Executions;
import dev.logarchiver.execution.Parameters;
import dev.logarchiver.execution.RunSpan;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.ledger.WorkerLists;
import dev.logarchiver.retention.Retention;
import dev.logarchiver.state.BusyException;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.stereotype.Component;

/** Starts executions of the job and resumes them. */
@Component
public class Archiver {

	private final WorkerLists lists;

	private final Executions executions;

	private final Launcher launcher;

	private final Prerequisites prerequisites;

	private final Retention retention;

	private final Clock clock;

	Archiver(WorkerLists lists, Executions executions, Launcher launcher, Prerequisites prerequisites,
			Retention retention, Clock clock) {
		this.lists = lists;
		this.executions = executions;
		this.launcher = launcher;
		this.prerequisites = prerequisites;
		this.retention = retention;
		this.clock = clock;
	}

	/**
	 * Runs the scheduled job for a tick. A tick that completed before is not run again;
	 * one that didn't is resumed where it left off, with the list that it was started
	 * with.
	 * @param request what to do
	 * @param whenEnded receives the execution before the process may end
	 * @return the execution, or the recorded one of a tick that completed before
	 * @throws ConfigurationException if something must be changed before a start
	 * @throws BusyException if another process runs the same job
	 */
	public ExecutionReport run(RunRequest request, Consumer<? super ExecutionReport> whenEnded) {
		Instant tick = (request.scheduledAt() != null) ? request.scheduledAt()
				: this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		return this.launcher.start(Parameters.tick(request.part(), tick),
				(identity) -> forced(
						identity.startedWith(this.lists.keep(request.workers()).listId(), request.catchUp()),
						request.force()),
				whenEnded);
	}

	private Parameters forced(Parameters parameters, Force force) {
		return switch (force) {
			case NONE -> parameters;
			case ALL -> parameters.forced();
			case REDACT -> parameters.forced().redacting(this.prerequisites.requireRules());
		};
	}

	/**
	 * Archives past runs. The same range and filters are taken for the same backfill: one
	 * that completed is not run again, one that didn't is resumed where it left off. One
	 * until now is resumed with the "now" that it was started with.
	 * @param request what to do
	 * @param whenEnded receives the execution before the process may end
	 * @return the execution, or the recorded one of a backfill that completed before
	 * @throws ConfigurationException if something must be changed before a start
	 * @throws BusyException if another process runs the same job
	 */
	public ExecutionReport backfill(BackfillRequest request, Consumer<? super ExecutionReport> whenEnded) {
		Instant now = this.clock.instant();
		RunSpan span = request.span(now);
		long list = this.lists.keep(request.workers()).listId();
		Parameters identity = forced(Parameters.backfill(request.job(), span, list, request.endsAt(now)),
				request.force());
		Parameters begun = request.endsAt(now) ? begunUntilNow(identity) : identity;
		return this.launcher.start(begun, UnaryOperator.identity(), whenEnded);
	}

	private Parameters begunUntilNow(Parameters identity) {
		return this.executions.newestUnfinished(identity.jobName(), identity::sameUntilNow)
			.map((last) -> new Parameters(last.getJobParameters()))
			.orElse(identity);
	}

	/**
	 * Lets go of what the retention policy doesn't keep. A tick that completed before is
	 * not run again; one that didn't is resumed where it left off.
	 * @param request what to do
	 * @param whenEnded receives the execution before the process may end
	 * @return the execution, or the recorded one of a tick that completed before
	 * @throws ConfigurationException if there are no rules, or too much would be deleted
	 * @throws BusyException if another process runs the same job
	 */
	public ExecutionReport prune(PruneRequest request, Consumer<? super ExecutionReport> whenEnded) {
		Instant tick = (request.scheduledAt() != null) ? request.scheduledAt()
				: this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		return this.launcher.start(Parameters.prune(request.job(), tick), (identity) -> {
			request.maxDelete().require(this.retention.summary(request.scope(), tick));
			return identity.pruning(request.scope().workers(), request.scope().superseded());
		}, whenEnded);
	}

	/**
	 * Resumes an execution that failed, was stopped or was killed.
	 * @param id its number; the newest such execution where null
	 * @param whenEnded receives the execution before the process may end
	 * @return the execution that resumed it
	 * @throws ConfigurationException if there is none, or if it completed
	 * @throws BusyException if another process runs the same job
	 */
	public ExecutionReport restart(@Nullable Long id, Consumer<? super ExecutionReport> whenEnded) {
		JobExecution execution = (id != null) ? existing(id)
				: this.executions.newestUnfinished()
					.orElseThrow(() -> new ConfigurationException(
							"There is nothing to restart: every execution completed (see 'executions')"));
		return this.launcher.restart(execution, whenEnded);
	}

	private JobExecution existing(long id) {
		return this.executions.execution(id)
			.orElseThrow(() -> new ConfigurationException("There is no execution " + id + ": 'executions' lists them"));
	}

}
