package dev.logarchiver.archiving;

import java.util.function.Supplier;

import dev.logarchiver.archiving.Finding.Settled;
import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.archiving.RunResult.NoRun;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.coreclaw.CoreClawException;
import dev.logarchiver.coreclaw.download.DownloadException;
import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.run.RunId;
import dev.logarchiver.store.spool.SpoolFullException;
import org.jspecify.annotations.Nullable;

/**
 * Where the failure of one run ends, so that it doesn't stop the others. A rejected key,
 * or a platform out of reach, does: it would fail them all.
 *
 * @param client the platform
 */
public record RunBoundary(CoreClawClient client) {

	/**
	 * Works on one run.
	 * @param run the run, as far as it is known when something fails
	 * @param work the work
	 * @return what it found out, or how it failed
	 * @throws CoreClawException if the key is rejected
	 */
	public Finding within(Supplier<@Nullable RunId> run, Supplier<Finding> work) {
		try {
			return work.get();
		}
		catch (CoreClawException ex) {
			return (ex.kind() == CoreClawException.Kind.NO_RUN) ? new Settled(new NoRun())
					: new Settled(failed(run.get(), ex));
		}
		catch (DownloadException ex) {
			return new Settled(new Failed(run.get(), ex.code(), ex.reason(), null));
		}
		catch (SpoolFullException ex) {
			return new Settled(new Failed(run.get(), ex.code(), String.valueOf(ex.getMessage()), null));
		}
	}

	/**
	 * What a refused call means for its Worker.
	 * @param run the run, where it is known
	 * @param problem why the platform gave nothing
	 * @return the failure; where nothing was answered, it is uncertain until the platform
	 * answers something
	 * @throws CoreClawException if the key is rejected
	 */
	Failed failed(@Nullable RunId run, CoreClawException problem) {
		String requestId = problem.requestId().orElse(null);
		return switch (problem.kind()) {
			case KEY_REJECTED -> throw problem;
			case NO_RUN, FAILED -> new Failed(run, problem.code(), problem.reason(), requestId);
			case UNANSWERED -> {
				long before = this.client.answers();
				yield new Failed(run, problem.code(), problem.reason(), requestId,
						new Doubt(() -> this.client.answers() > before, this::requireAnswer));
			}
		};
	}

	/**
	 * With nobody else left to ask for, the cheapest call shows whether the platform is
	 * there.
	 * @throws OutOfReachException if it isn't
	 * @throws CoreClawException if the key is rejected
	 */
	private void requireAnswer() {
		try {
			this.client.checkKey();
		}
		catch (CoreClawException ex) {
			switch (ex.kind()) {
				case KEY_REJECTED -> throw ex;
				case UNANSWERED -> throw new OutOfReachException(
						"The platform gave no usable answer; the last: " + ex.getMessage(), ex);
				case NO_RUN, FAILED -> {
					// it answered
				}
			}
		}
	}

}
