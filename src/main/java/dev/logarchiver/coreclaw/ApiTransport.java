package dev.logarchiver.coreclaw;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import dev.logarchiver.network.Connections;
import dev.logarchiver.network.Cutoff;
import dev.logarchiver.network.Network;
import dev.logarchiver.network.SturdyConnections;
import dev.logarchiver.network.Watchdog;
import dev.logarchiver.network.Watchdog.Watch;
import dev.logarchiver.pace.RetryAfter;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sends one GET to the API, with the key and without following redirects, and takes in
 * the answer up to a bound.
 */
final class ApiTransport implements AutoCloseable {

	private final URI base;

	private final ApiKey key;

	private final Clock clock;

	private final CloseableHttpClient client;

	private final Cutoff cutoff;

	private final PlatformClock platformClock = new PlatformClock();

	private final Watchdog watchdog;

	private final AnswerBody.Turns turns;

	private final Duration answerTimeout;

	ApiTransport(Network network, CoreClawProperties properties, Cutoff cutoff, Watchdog watchdog, Clock clock) {
		this.base = properties.base();
		this.key = new ApiKey(properties.key(), properties.auth());
		this.answerTimeout = properties.answerTimeout();
		this.cutoff = cutoff;
		this.watchdog = watchdog;
		this.turns = new AnswerBody.Turns(cutoff);
		this.clock = clock;
		Timeout answer = Timeout.of(properties.timeout());
		this.client = network.client(Connections.watchedBy(watchdog, answer), SturdyConnections::new)
			.setDefaultRequestConfig(RequestConfig.custom()
				.setResponseTimeout(answer)
				.setConnectionRequestTimeout(Connections.TURN_TIMEOUT)
				.build())
			.build();
	}

	/**
	 * Sends a request.
	 * @param path the path below the API's base, encoded, with or without a query
	 * @param preview where the lines of a preview go; null if none is asked for
	 * @return the answer, whatever its status
	 * @throws IOException if there is no whole answer in time
	 */
	Answer get(String path, @Nullable OutputStream preview) throws IOException {
		HttpGet request = this.key.get(this.base, path);
		request.setHeader("Accept", "application/json");
		try (Watch watch = this.watchdog.watch(request, this.answerTimeout)) {
			try {
				return this.client.execute(request, (response) -> read(response, watch, preview));
			}
			catch (IOException | RuntimeException | Error ex) {
				watch.cancel();
				this.cutoff.check();
				if (watch.isOverdue()) {
					throw new InterruptedIOException("the whole answer took too long");
				}
				throw ex;
			}
		}
	}

	private Answer read(ClassicHttpResponse response, Watch watch, @Nullable OutputStream preview) throws IOException {
		HttpEntity entity = response.getEntity();
		JsonNode root = (entity != null) ? read(entity, watch, preview) : null;
		Instant date = time(response);
		Header retryAfter = response.getFirstHeader("Retry-After");
		return new Answer(response.getCode(), root,
				(retryAfter != null) ? RetryAfter.parse(retryAfter.getValue(), this.clock.instant()) : null, date);
	}

	private @Nullable JsonNode read(HttpEntity entity, Watch watch, @Nullable OutputStream preview) throws IOException {
		try (AnswerBody body = new AnswerBody(entity.getContent(), this.turns, watch)) {
			return AnswerParser.parse(body, preview);
		}
	}

	/** An answer that comes out of a cache has the date of when it was put there. */
	private @Nullable Instant time(ClassicHttpResponse response) {
		Header date = response.getFirstHeader("Date");
		boolean told = date != null && date.getValue() != null && !response.containsHeader("Age");
		return told ? this.platformClock.read(date.getValue()) : null;
	}

	String source() {
		return this.key.digest(this.base);
	}

	PlatformClock platformClock() {
		return this.platformClock;
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
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What came back.
	 *
	 * @param status the HTTP status
	 * @param root what of the body counts; null if it is not a JSON object
	 * @param retryAfter how long the platform asks to wait
	 * @param date what time it was on the platform, where the answer says
	 */
	record Answer(int status, @Nullable JsonNode root, @Nullable Duration retryAfter, @Nullable Instant date) {
	}

}
