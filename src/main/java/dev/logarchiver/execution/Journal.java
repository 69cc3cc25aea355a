package dev.logarchiver.execution;

import java.time.Duration;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.store.Completeness;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;

/**
 * Logs the course of an execution and its Workers, with fields that a log store can
 * search: {@code execution} in every line, {@code worker}, {@code run} and
 * {@code request_id} when known. What is unchanged is not logged.
 */
public class Journal implements JobExecutionListener {

	/** The field that every line of an execution has. */
	public static final String EXECUTION = "execution";

	private static final Logger logger = LoggerFactory.getLogger(Journal.class);

	@Override
	public void beforeJob(JobExecution execution) {
		MDC.put(EXECUTION, String.valueOf(execution.getId()));
		Parameters parameters = new Parameters(execution.getJobParameters());
		LoggingEventBuilder line = logger.atInfo()
			.setMessage("Started")
			.addKeyValue("command", parameters.command())
			.addKeyValue("job", parameters.job());
		parameters.shard().map((shard) -> line.addKeyValue("shard", shard)).orElse(line).log();
	}

	@Override
	public void afterJob(JobExecution execution) {
		MDC.remove(EXECUTION);
	}

	/**
	 * An execution ended.
	 * @param report what it did, the executions that it resumed included
	 */
	public static void ended(ExecutionReport report) {
		Counts counts = report.counts();
		LoggingEventBuilder line = logger.atInfo()
			.setMessage("Ended")
			.addKeyValue("status", report.status())
			.addKeyValue("workers", report.total())
			.addKeyValue("archived", counts.archived())
			.addKeyValue("unchanged", counts.unchanged())
			.addKeyValue("no_run", counts.noRun())
			.addKeyValue("failed", counts.failed())
			.addKeyValue("partial", counts.partial())
			.addKeyValue("bytes", counts.bytes());
		if (report.pruned() != null) {
			line = logger.atInfo()
				.setMessage("Ended")
				.addKeyValue("status", report.status())
				.addKeyValue("pruned", report.pruned().pruned())
				.addKeyValue("kept", report.pruned().kept())
				.addKeyValue("locked", report.pruned().locked())
				.addKeyValue("failed", report.pruned().failed())
				.addKeyValue("bytes", report.pruned().bytes());
		}
		if (report.startedAt() != null && report.endedAt() != null) {
			line = line.addKeyValue("duration_ms", Duration.between(report.startedAt(), report.endedAt()).toMillis());
		}
		try (MDC.MDCCloseable _ = MDC.putCloseable(EXECUTION, String.valueOf(report.execution()))) {
			line.log();
		}
	}

	/**
	 * A log was stored.
	 * @param level the level to say it at
	 * @param log what the ledger says of it
	 */
	public static void archived(Level level, ArchivedLog log) {
		if (!logger.isEnabledForLevel(level)) {
			return;
		}
		LoggingEventBuilder line = logger.atLevel(level)
			.setMessage(log.isFinal() ? "Archived" : "Archived (run still going on)")
			.addKeyValue("worker", log.worker().value())
			.addKeyValue("run", log.runId().value())
			.addKeyValue("run_status", log.run().status())
			.addKeyValue("bytes", log.text().size());
		if (log.completeness() == Completeness.PREVIEW) {
			line = line.addKeyValue("completeness", log.completeness());
		}
		withRequest(line, log.requestId()).log();
	}

	/**
	 * A Worker, or one of its runs, failed.
	 * @param level the level to say it at
	 * @param failed what the ledger says of it
	 */
	public static void failed(Level level, FailedWorker failed) {
		LoggingEventBuilder line = logger.atLevel(level)
			.setMessage("Failed: " + failed.reason())
			.addKeyValue("worker", failed.worker());
		if (failed.run() != null) {
			line = line.addKeyValue("run", failed.run().value());
		}
		withRequest(line.addKeyValue("code", failed.code()), failed.requestId()).log();
	}

	private static LoggingEventBuilder withRequest(LoggingEventBuilder line, @Nullable String requestId) {
		return (requestId != null) ? line.addKeyValue("request_id", requestId) : line;
	}

}
