package dev.logarchiver.job;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.coreclaw.CoreClawException;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.OutOfReachException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.NestedRuntimeException;

/**
 * Tells failures that nobody foresaw, which concern one item, from what would meet every
 * other item too. Made before the items: what is loaded only once the memory is full may
 * not fit any more.
 */
final class Unforeseen {

	private static final Log logger = LogFactory.getLog(Unforeseen.class);

	/** Made before there is no room for it. */
	private final Optional<Failed> didNotFit = Optional
		.of(new Failed(null, "out_of_memory", "its data did not fit in the memory of this process; "
				+ "a larger heap (-Xmx) or a lower archiver.concurrency helps", null));

	/**
	 * The failure of one item.
	 * @param item the item
	 * @param problem what was thrown
	 * @return the failure; empty if the problem ends the job
	 */
	Optional<Failed> failure(Object item, Throwable problem) {
		if (endsTheJob(problem)) {
			return Optional.empty();
		}
		if (didNotFit(problem)) {
			return this.didNotFit;
		}
		logger.warn("Unexpected problem with " + item, problem);
		return Optional.of(new Failed(null, "internal_error",
				"unexpected " + problem.getClass().getSimpleName() + "; please report it", null));
	}

	/**
	 * What would meet every other item too: a rejected key, the platform, the store, the
	 * database or the disk out of reach.
	 */
	private static boolean endsTheJob(Throwable problem) {
		return (problem instanceof Error && !didNotFit(problem)) || problem instanceof CoreClawException
				|| problem instanceof OutOfReachException || problem instanceof ConfigurationException
				|| problem instanceof CancellationException || problem instanceof UncheckedIOException
				|| problem instanceof NestedRuntimeException;
	}

	/**
	 * An allocation that fails, or nesting too deep for the stack: what one Worker's
	 * answers hold needn't meet the others.
	 */
	private static boolean didNotFit(Throwable problem) {
		return problem instanceof OutOfMemoryError || problem instanceof StackOverflowError;
	}

}
