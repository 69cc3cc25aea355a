package dev.logarchiver.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;

import dev.logarchiver.execution.JobPart;
import dev.logarchiver.execution.Parameters;
import dev.logarchiver.ledger.RecordedUpload;
import dev.logarchiver.ledger.Uploads;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.OpenUpload;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;

/**
 * Aborts, at the start of an execution, the uploads that dead ones left: recorded ones at
 * once, and those that nobody has recorded once they are too old to be alive.
 */
class UploadSweeper implements JobExecutionListener {

	private static final Log logger = LogFactory.getLog(UploadSweeper.class);

	private static final Duration LONGEST_LIFE = Duration.ofHours(24);

	private final Uploads uploads;

	private final LogStore store;

	private final RunningExecutions running;

	private final FormerParts formerParts;

	private final Tidying tidying;

	private final Clock clock;

	UploadSweeper(Uploads uploads, LogStore store, RunningExecutions running, FormerParts formerParts, Tidying tidying,
			Clock clock) {
		this.formerParts = formerParts;
		this.tidying = tidying;
		this.uploads = uploads;
		this.store = store;
		this.running = running;
		this.clock = clock;
	}

	@Override
	public void beforeJob(JobExecution execution) {
		JobPart own = new Parameters(execution.getJobParameters()).part();
		this.uploads.begin(this.store.uri(), own.toString(), execution.getId());
		sweepUnrecorded(sweepRecorded(own));
	}

	/** Returns the uploads that are still recorded. */
	private Set<String> sweepRecorded(JobPart own) {
		Set<String> kept = new HashSet<>();
		for (RecordedUpload upload : this.uploads.in(this.store.uri())) {
			kept.add(upload.uploadId());
			Runnable sweeping = () -> {
				if (abort(upload.key(), upload.uploadId())) {
					this.uploads.ended(upload.uploadId());
					kept.remove(upload.uploadId());
				}
			};
			if (this.running.lock().covers(upload.job())) {
				sweeping.run();
			}
			else {
				this.formerParts.tidy(own, JobPart.parse(upload.job()), sweeping);
			}
		}
		return kept;
	}

	/** What lies under other keys than ours belongs to somebody else. */
	private void sweepUnrecorded(Set<String> recorded) {
		Instant limit = this.clock.instant().minus(LONGEST_LIFE);
		try {
			for (OpenUpload upload : this.store.openUploads()) {
				if (upload.startedAt().isBefore(limit) && !recorded.contains(upload.uploadId())
						&& ObjectKey.parse(upload.key()).isPresent()) {
					abort(upload.key(), upload.uploadId());
				}
			}
		}
		catch (CancellationException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			logger.debug("Uploads that nobody has recorded stay open, because the store doesn't list them: "
					+ ex.getMessage());
		}
	}

	private boolean abort(String key, String uploadId) {
		boolean aborted = this.tidying.isWorthwhile() && this.tidying.attempt(
				"An upload of " + key + " that a dead process had left stays open until the next start",
				() -> this.store.abort(key, uploadId));
		if (aborted) {
			logger.info("Aborted an upload of " + key + " that a dead process had left");
		}
		return aborted;
	}

}
