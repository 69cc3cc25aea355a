package dev.logarchiver.coreclaw.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

import dev.logarchiver.network.Connections;
import dev.logarchiver.network.Cutoff;
import dev.logarchiver.network.Network;
import dev.logarchiver.network.SturdyConnections;
import dev.logarchiver.network.Watchdog;
import dev.logarchiver.network.Watchdog.Watch;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends one GET to the log storage, without any credentials, and follows redirects as far
 * as they may be followed.
 */
final class StorageTransport implements AutoCloseable {

	private static final int MOST_REDIRECTS = 5;

	private final Cutoff cutoff;

	private final Watchdog watchdog;

	private final StorageFailures failures;

	private final CloseableHttpClient client;

	StorageTransport(Network network, AddressGuard guard, StorageFailures failures, Cutoff cutoff, Watchdog watchdog) {
		this.cutoff = cutoff;
		this.watchdog = watchdog;
		this.failures = failures;
		Timeout stall = Timeout.of(failures.stallTimeout());
		this.client = network
			.client(Connections.watchedBy(watchdog, stall).setDnsResolver(guard), SturdyConnections::new)
			.setRoutePlanner(new GuardedRoutes(network.routes(), guard))
			.setDefaultRequestConfig(RequestConfig.custom()
				.setResponseTimeout(stall)
				.setConnectionRequestTimeout(Connections.TURN_TIMEOUT)
				.setProtocolUpgradeEnabled(false)
				.build())
			.disableContentCompression()
			.build();
	}

	/**
	 * Sends a request.
	 * @param headers what to say beside the usual
	 * @return the answer, whatever its status but no redirect
	 * @throws DownloadException if it must not be asked for
	 */
	StorageAnswer get(StorageUrl start, Map<String, String> headers) throws TransferException {
		StorageUrl url = start;
		for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
			StorageAnswer answer = send(url, headers);
			String location = answer.location();
			if (location == null) {
				return answer;
			}
			answer.close();
			url = url.redirectedTo(location);
		}
		throw DownloadException.failed("too_many_redirects",
				start + " redirects more than " + MOST_REDIRECTS + " times");
	}

	private StorageAnswer send(StorageUrl url, Map<String, String> headers) throws TransferException {
		HttpGet request = new HttpGet(url.uri());
		// parts of an encoded text can't be asked for
		request.setHeader("Accept-Encoding", "identity");
		headers.forEach(request::setHeader);
		Watch watch = this.watchdog.watch(request, this.failures.stallTimeout());
		try {
			return new StorageAnswer(url, this.client.executeOpen(null, request, null), watch,
					this.failures.leastPace());
		}
		catch (Error ex) {
			watch.cancel();
			watch.close();
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			// a request that is cut while it waits for its turn throws what is unchecked
			watch.cancel();
			watch.close();
			this.cutoff.check();
			throw watch.isOverdue() ? this.failures.unanswered(url) : this.failures.opening(url, ex);
		}
	}

	@Override
	public void close() {
		try {
			this.client.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
