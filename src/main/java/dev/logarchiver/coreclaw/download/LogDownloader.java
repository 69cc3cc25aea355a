package dev.logarchiver.coreclaw.download;

import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

import dev.logarchiver.coreclaw.Traffic;
import dev.logarchiver.network.Cutoff;
import dev.logarchiver.network.Network;
import dev.logarchiver.network.Watchdog;
import org.jspecify.annotations.Nullable;

/**
 * Downloads logs from wherever the platform says that they are. Safe for use by many
 * threads.
 */
public final class LogDownloader implements AutoCloseable {

	private final DownloadProperties properties;

	private final Cutoff cutoff;

	private final StorageFailures failures;

	private final StorageTransport transport;

	private final Traffic traffic;

	LogDownloader(Network network, DownloadProperties properties, AddressGuard guard, Cutoff cutoff, Watchdog watchdog,
			Clock clock, Traffic traffic) {
		this.properties = properties;
		this.cutoff = cutoff;
		this.failures = new StorageFailures(properties.stallTimeout(), properties.minRate(), clock);
		this.transport = new StorageTransport(network, guard, this.failures, cutoff, watchdog);
		this.traffic = traffic;
	}

	/**
	 * Downloads a log.
	 * @param etag the entity tag of the text that is known already
	 * @param provisional whether the text is still to change
	 * @param sinks gives a stream for the text, which is left open; called again each
	 * time that the download has to start over
	 * @throws CancellationException if the download is cut, or the thread interrupted
	 */
	public Download download(URI url, @Nullable String etag, boolean provisional,
			Supplier<? extends OutputStream> sinks) {
		LogSource source = new LogSource(new StorageUrl(url), etag, provisional);
		SizeBounds bounds = new SizeBounds(this.properties.maxSize());
		Attempts attempts = new Attempts(this.properties.maxAttempts(), this.properties.retryDelay(),
				this.traffic.storage());
		long start = System.nanoTime();
		try {
			return new LogDownload(this.transport, this.failures, this.cutoff, source, sinks, bounds).run(attempts);
		}
		finally {
			this.traffic.downloaded(System.nanoTime() - start);
		}
	}

	@Override
	public void close() {
		this.transport.close();
	}

}
