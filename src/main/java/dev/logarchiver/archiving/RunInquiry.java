package dev.logarchiver.archiving;

import java.util.Optional;
import java.util.function.Supplier;

import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.coreclaw.CoreClawException;
import dev.logarchiver.coreclaw.LogAnswer;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;

/**
 * Asks the platform for what it may have no more. Every other refusal is thrown.
 *
 * @param client the platform
 */
record RunInquiry(CoreClawClient client) {

	Optional<Run> lastRun(WorkerId worker) {
		return unlessMissing(() -> this.client.lastRun(worker));
	}

	Optional<Run> run(RunId id) {
		return unlessMissing(() -> this.client.run(id));
	}

	Optional<LogAnswer> log(RunId id) {
		return unlessMissing(() -> this.client.log(id));
	}

	private static <T> Optional<T> unlessMissing(Supplier<T> call) {
		try {
			return Optional.of(call.get());
		}
		catch (CoreClawException ex) {
			if (ex.kind() == CoreClawException.Kind.NO_RUN) {
				return Optional.empty();
			}
			throw ex;
		}
	}

}
