package dev.logarchiver.report;

import java.time.Instant;
import java.util.List;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.run.WorkerPattern;
import org.jspecify.annotations.Nullable;

/**
 * What to report on.
 *
 * @param workers only Workers that one of these patterns fits; all when there is none
 * @param since the runs from this time on
 * @param until the runs before this time; {@code null} for now
 * @param all whether the logs of all failing Workers are compared, however many there are
 */
public record ReportRequest(List<WorkerPattern> workers, Instant since, @Nullable Instant until, boolean all) {

	public ReportRequest {
		if (until != null && !since.isBefore(until)) {
			throw new ConfigurationException("--since " + since + " is not before --until " + until);
		}
		workers = List.copyOf(workers);
	}

	boolean isAbout(WorkerId worker) {
		return this.workers.isEmpty() || this.workers.stream().anyMatch((pattern) -> pattern.fits(worker));
	}

}
