package dev.logarchiver.coreclaw.download;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.coreclaw.Traffic;
import dev.logarchiver.network.Cutoff;
import dev.logarchiver.network.Network;
import dev.logarchiver.network.Watchdog;
import dev.logarchiver.simulation.SimulatedPlatform;
import dev.logarchiver.simulation.SimulatedRun;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.unit.DataSize;

/**
 * A downloader beside a simulated platform with one run, and what comes out of it.
 */
final class DownloadSetup implements AutoCloseable {

	final SimulatedPlatform platform = SimulatedPlatform.start();

	final SimulatedRun run = this.platform.worker("w").run(Instant.parse("2026-06-14T10:00:00Z"));

	final KnownNames names = new KnownNames();

	final List<ByteArrayOutputStream> sinks = new ArrayList<>();

	private final Cutoff cutoff = new Cutoff();

	private final Watchdog watchdog = new Watchdog(this.cutoff);

	private final LogDownloader downloader;

	DownloadSetup() {
		this(Duration.ofSeconds(30), DataSize.ofMegabytes(500), 5);
	}

	DownloadSetup(Duration stallTimeout, DataSize maxSize, int maxAttempts) {
		DownloadProperties properties = new DownloadProperties(stallTimeout, DataSize.ofKilobytes(1), maxSize,
				maxAttempts, Duration.ofMillis(1), false);
		this.names.add("127.0.0.1", "127.0.0.1");
		this.downloader = new LogDownloader(Network.of(new StandardEnvironment()), properties,
				new AddressGuard(this.names, "127.0.0.1", properties.allowPrivateAddresses()), this.cutoff,
				this.watchdog, Clock.systemUTC(), new Traffic());
	}

	/**
	 * For storages that stall.
	 */
	static DownloadSetup impatient() {
		return new DownloadSetup(Duration.ofMillis(500), DataSize.ofMegabytes(500), 5);
	}

	void abort() {
		this.cutoff.abort();
	}

	LogDownloader downloader() {
		return this.downloader;
	}

	/**
	 * Where the run's log is.
	 */
	URI url() {
		return URI.create(this.platform.storageUrl() + "/runs/" + this.run.slug() + "/logs.txt");
	}

	Download download() {
		return download(url(), null);
	}

	Download download(URI url, @Nullable String etag) {
		return download(url, etag, false);
	}

	Download download(URI url, @Nullable String etag, boolean provisional) {
		return this.downloader.download(url, etag, provisional, () -> {
			this.sinks.add(new ByteArrayOutputStream());
			return this.sinks.getLast();
		});
	}

	/**
	 * Downloads what can't be had.
	 */
	DownloadException failure(URI url) {
		try {
			throw new AssertionError("Downloaded: " + download(url, null));
		}
		catch (DownloadException ex) {
			return ex;
		}
	}

	DownloadException failure() {
		return failure(url());
	}

	byte[] text() {
		return this.sinks.getLast().toByteArray();
	}

	/**
	 * The values of a header in all requests for the log, empty where it was not sent.
	 */
	List<String> sent(String header) {
		return this.platform.downloads().stream().map((call) -> call.header(header).orElse("")).toList();
	}

	@Override
	public void close() {
		this.downloader.close();
		this.watchdog.close();
		this.platform.close();
	}

}
