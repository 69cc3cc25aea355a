package dev.logarchiver.job;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import dev.logarchiver.archiving.Problem;
import dev.logarchiver.audit.ReadBack;
import dev.logarchiver.execution.JobNames;
import dev.logarchiver.execution.Parameters;
import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.PendingRun;
import dev.logarchiver.ledger.RowRepair;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ReadBackShare;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Has what an execution stored read back at its end, and lets it fail where an object is
 * wrong: its last step with it, so that a restart archives those runs again.
 */
@Component
class ReadBackListener implements JobExecutionListener {

	private static final Log logger = LogFactory.getLog(ReadBackListener.class);

	private static final int NAMED = 3;

	private final Map<Long, ReadBack> underWay = new ConcurrentHashMap<>();

	private final Ledger ledger;

	private final RowRepair rows;

	private final ObjectProvider<LogStore> store;

	private final ReadBackShare share;

	private final JobRepository repository;

	private final Clock clock;

	ReadBackListener(Ledger ledger, RowRepair rows, ObjectProvider<LogStore> store, ReadBackShare share,
			JobRepository repository, Clock clock) {
		this.ledger = ledger;
		this.rows = rows;
		this.store = store;
		this.share = share;
		this.repository = repository;
		this.clock = clock;
	}

	/**
	 * Takes note of an object that an execution stored.
	 * @param execution the execution's number
	 * @param log the object's row
	 */
	void stored(long execution, ArchivedLog log) {
		Optional.ofNullable(this.underWay.get(execution)).ifPresent((readBack) -> readBack.stored(log));
	}

	@Override
	public void beforeJob(JobExecution execution) {
		if (!this.share.isNothing()) {
			boolean backfills = new Parameters(execution.getJobParameters()).backfills();
			long taker = backfills ? execution.getJobInstanceId() : PendingRun.ANY_INSTANCE;
			this.underWay.put(execution.getId(), new ReadBack(this.ledger, this.rows, this.store.getObject(), taker,
					execution.getId(), this.share.part(), LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC)));
		}
	}

	/** Not after a signal, which leaves no time. */
	@Override
	public void afterJob(JobExecution execution) {
		ReadBack readBack = this.underWay.remove(execution.getId());
		boolean ended = execution.getStatus() == BatchStatus.COMPLETED || execution.getStatus() == BatchStatus.FAILED;
		if (readBack == null || !ended) {
			return;
		}
		try {
			List<Problem> wrong = readBack.check();
			if (!wrong.isEmpty()) {
				fail(execution, wrong);
			}
		}
		catch (OutOfReachException | DataAccessException ex) {
			logger.warn("What was stored could not be read back: " + ex.getMessage());
		}
	}

	private void fail(JobExecution execution, List<Problem> wrong) {
		wrong.forEach((problem) -> logger.warn("An object is not what was stored: " + describe(problem)));
		String named = wrong.stream().limit(NAMED).map(ReadBackListener::describe).collect(Collectors.joining("; "));
		execution.setStatus(BatchStatus.FAILED);
		execution.addFailureException(new OutOfReachException(
				"The store does not hold what it confirmed: " + named
						+ ((wrong.size() > NAMED) ? "; and " + (wrong.size() - NAMED) + " more" : ""),
				"'restart' or the next execution archives them again", null));
		execution.getStepExecutions()
			.stream()
			.filter((step) -> step.getStepName().equals(JobNames.FURTHER_RUNS))
			.forEach((step) -> {
				step.setStatus(BatchStatus.FAILED);
				step.setExitStatus(ExitStatus.FAILED);
				this.repository.update(step);
			});
	}

	private static String describe(Problem problem) {
		return problem.key() + " (" + problem.what() + ")";
	}

}
