package dev.logarchiver.coreclaw;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

import dev.logarchiver.coreclaw.CoreClawProperties.Auth;
import dev.logarchiver.coreclaw.Watchdog.Watch;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends one GET to the API, with the key and without following redirects, and takes in
 * the answer up to a bound.
 */
final class ApiTransport implements AutoCloseable {

	/**
	 * Far more than a page of runs or a preview; several of them must fit in the heap.
	 */
	private static final int LARGEST_ANSWER = 8 * 1024 * 1024;

	private static final int BUFFER = 8192;

	/** Until a connection is free. Without a timeout, the library doesn't wait at all. */
	static final Timeout TURN_TIMEOUT = Timeout.ofDays(1);

	private final URI base;

	private final String key;

	private final Auth auth;

	private final Clock clock;

	private final CloseableHttpClient client;

	private final Cutoff cutoff;

	private final PlatformClock platformClock = new PlatformClock();

	private final Watchdog watchdog;

	private final Duration answerTimeout;

	ApiTransport(CoreClawProperties properties, Cutoff cutoff, Watchdog watchdog, Clock clock) {
		this.base = properties.base();
		this.key = properties.key();
		this.auth = properties.auth();
		this.answerTimeout = properties.answerTimeout();
		this.cutoff = cutoff;
		this.watchdog = watchdog;
		this.clock = clock;
		Timeout answer = Timeout.of(properties.timeout());
		this.client = HttpClients.custom()
			.setConnectionManager(Connections.watchedBy(watchdog, answer).build())
			.setDefaultRequestConfig(
					RequestConfig.custom().setResponseTimeout(answer).setConnectionRequestTimeout(TURN_TIMEOUT).build())
			.setUserAgent("log-archiver")
			.disableAutomaticRetries()
			.disableRedirectHandling()
			.disableCookieManagement()
			.disableAuthCaching()
			.build();
	}

	/**
	 * Sends a request.
	 * @param path the path below the API's base, encoded, with or without a query
	 * @return the answer, whatever its status
	 * @throws IOException if there is no whole answer in time
	 * @throws java.util.concurrent.CancellationException if the call is cut
	 */
	Answer get(String path) throws IOException {
		HttpGet request = new HttpGet(address(path));
		request.setHeader("Accept", "application/json");
		switch (this.auth) {
			case BEARER -> request.setHeader("Authorization", "Bearer " + this.key);
			case API_KEY -> request.setHeader("api-key", this.key);
			case QUERY -> {
			}
		}
		try (Watch watch = this.watchdog.watch(request, this.answerTimeout)) {
			try {
				return this.client.execute(request, (response) -> read(request, response));
			}
			catch (IOException | RuntimeException ex) {
				this.cutoff.check();
				if (watch.isOverdue()) {
					throw new InterruptedIOException("the whole answer took too long");
				}
				throw ex;
			}
		}
	}

	private URI address(String path) {
		if (this.auth != Auth.QUERY) {
			return URI.create(this.base + path);
		}
		String separator = path.contains("?") ? "&" : "?";
		return URI
			.create(this.base + path + separator + "token=" + URLEncoder.encode(this.key, StandardCharsets.UTF_8));
	}

	private Answer read(HttpGet request, ClassicHttpResponse response) throws IOException {
		HttpEntity entity = response.getEntity();
		byte[] body = (entity != null) ? read(request, entity) : new byte[0];
		tellTime(response);
		Header retryAfter = response.getFirstHeader("Retry-After");
		return new Answer(response.getCode(), body,
				(retryAfter != null) ? RetryAfter.parse(retryAfter.getValue(), this.clock.instant()) : null);
	}

	/**
	 * An answer that comes out of a cache has the date of when it was put there.
	 */
	private void tellTime(ClassicHttpResponse response) {
		Header date = response.getFirstHeader("Date");
		if (date != null && !response.containsHeader("Age")) {
			this.platformClock.read(date.getValue());
		}
	}

	PlatformClock platformClock() {
		return this.platformClock;
	}

	private static byte[] read(HttpGet request, HttpEntity entity) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream(BUFFER);
		try (InputStream content = entity.getContent()) {
			byte[] buffer = new byte[BUFFER];
			int length = content.read(buffer);
			while (length >= 0) {
				body.write(buffer, 0, length);
				if (body.size() > LARGEST_ANSWER) {
					// else the rest is read on to reuse the connection
					request.cancel();
					throw new IOException("the answer is larger than " + LARGEST_ANSWER + " bytes");
				}
				length = content.read(buffer);
			}
		}
		return body.toByteArray();
	}

	static boolean isTimeout(IOException problem) {
		return problem instanceof InterruptedIOException;
	}

	@Override
	public void close() {
		try {
			this.client.close();
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	/**
	 * What came back.
	 *
	 * @param status the HTTP status
	 * @param body the body, whole
	 * @param retryAfter how long the platform asks to wait
	 */
	@SuppressWarnings("ArrayRecordComponent")
	record Answer(int status, byte[] body, @Nullable Duration retryAfter) {
	}

}
