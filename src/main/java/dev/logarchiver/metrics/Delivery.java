package dev.logarchiver.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.network.ConnectionProblem;
import dev.logarchiver.network.Messenger;
import dev.logarchiver.network.Network;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Publishes to all destinations at once. One that doesn't take metrics is a warning and
 * nothing more: the archive is what counts.
 */
final class Delivery {

	private static final Log logger = LogFactory.getLog(Delivery.class);

	private static final int LONGEST_REASON = 400;

	private final List<Destination> destinations = new ArrayList<>();

	private final Duration timeout;

	Delivery(MetricsProperties settings, Network network) {
		MetricsSender sender = new MetricsSender(new Messenger(network, settings.timeout()));
		this.timeout = settings.timeout();
		if (settings.textfileDirectory() != null) {
			this.destinations.add(new Textfile(settings.textfileDirectory()));
		}
		if (settings.pushgateway().url() != null) {
			this.destinations
				.add(new PrometheusPushgateway(settings.pushgateway().url(), settings.pushgateway(), sender));
		}
		if (settings.otlp().url() != null) {
			this.destinations.add(new OtlpReceiver(settings.otlp().url(), settings.otlp().headers(), sender));
		}
	}

	/** Publishes metrics, and waits until all have them or the time is over. */
	void deliver(Meters meters) {
		ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
		try {
			List<Callable<Boolean>> tasks = this.destinations.stream().<Callable<Boolean>>map((destination) -> () -> {
				destination.publish(meters);
				return true;
			}).toList();
			List<Future<Boolean>> results = threads.invokeAll(tasks, this.timeout.toMillis(), TimeUnit.MILLISECONDS);
			for (int i = 0; i < results.size(); i++) {
				warnIfFailed(this.destinations.get(i), results.get(i));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			// not closed: that would wait for those that are stuck
			threads.shutdownNow();
		}
	}

	private void warnIfFailed(Destination destination, Future<Boolean> result) throws InterruptedException {
		try {
			result.get();
		}
		catch (ExecutionException ex) {
			warn(destination, reason(Objects.requireNonNullElse(ex.getCause(), ex)));
		}
		catch (CancellationException ex) {
			warn(destination, "it took longer than " + this.timeout.toMillis() + " ms (archiver.metrics.timeout)");
		}
	}

	private static void warn(Destination destination, String reason) {
		logger.warn("The metrics didn't reach " + destination.place() + ": " + reason);
	}

	private static String reason(Throwable problem) {
		Optional<String> unconnected = ConnectionProblem.in(problem);
		if (unconnected.isPresent()) {
			return unconnected.get();
		}
		String message = (problem.getMessage() != null) ? ": " + problem.getMessage() : "";
		return Printable.escape(problem.getClass().getSimpleName() + message, LONGEST_REASON);
	}

}
