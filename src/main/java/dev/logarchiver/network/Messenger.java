package dev.logarchiver.network;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * Sends messages to services, each over a connection of its own, and never waits longer
 * than its timeout.
 *
 * @param network the way there
 * @param timeout how long a message may take, its answer included
 */
public record Messenger(Network network, Duration timeout) {

	private static final int LARGEST_ANSWER = 64 * 1024;

	private static final RetryTemplate RETRY = new RetryTemplate(
			RetryPolicy.builder().maxRetries(2).delay(Duration.ofMillis(500)).includes(IOException.class).build());

	/**
	 * Sends a message.
	 * @param method such as POST
	 * @param address where to
	 * @param headers what to say beside it
	 * @param body the message
	 * @return the answer, whatever its status
	 * @throws IOException if there is none in time
	 */
	public Answer send(String method, URI address, Map<String, String> headers, byte[] body) throws IOException {
		HttpUriRequestBase request = new HttpUriRequestBase(method, address);
		headers.forEach(request::setHeader);
		request.setEntity(new ByteArrayEntity(body, null));
		CompletableFuture<@Nullable Void> end = new CompletableFuture<@Nullable Void>().completeOnTimeout(null,
				this.timeout.toMillis(), TimeUnit.MILLISECONDS);
		CompletableFuture<?> cut = end.thenRun(request::cancel);
		try (CloseableHttpClient client = client()) {
			return client.execute(request, Messenger::read);
		}
		finally {
			end.cancel(false);
			cut.cancel(false);
		}
	}

	/**
	 * Posts a message until a service takes it, three times at most.
	 * @param address where to
	 * @param headers what to say beside it
	 * @param body the message
	 * @param takes which answers say that it was taken
	 * @return what was in the way, without the address: whoever knows it may speak in the
	 * user's name; empty when the message was taken
	 */
	public Optional<String> post(URI address, Map<String, String> headers, byte[] body, Predicate<Answer> takes) {
		try {
			RETRY.execute(() -> {
				Answer answer = send("POST", address, headers, body);
				if (!takes.test(answer)) {
					throw new Refused(answer.status());
				}
				return answer;
			});
			return Optional.empty();
		}
		catch (RetryException ex) {
			Throwable cause = ex.getCause();
			// messages of the client may name the address
			return Optional.of((cause instanceof Refused) ? String.valueOf(cause.getMessage())
					: ConnectionProblem.in(cause).orElse(cause.getClass().getSimpleName()));
		}
	}

	private CloseableHttpClient client() {
		Timeout longest = Timeout.of(this.timeout);
		return this.network
			.client(PoolingHttpClientConnectionManagerBuilder.create()
				.setDefaultConnectionConfig(
						ConnectionConfig.custom().setConnectTimeout(longest).setSocketTimeout(longest).build()),
					UnaryOperator.identity())
			.setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(longest).build())
			.build();
	}

	private static Answer read(ClassicHttpResponse response) throws IOException {
		HttpEntity entity = response.getEntity();
		if (entity == null) {
			return new Answer(response.getCode(), "");
		}
		try (InputStream body = entity.getContent()) {
			return new Answer(response.getCode(), new String(body.readNBytes(LARGEST_ANSWER), StandardCharsets.UTF_8));
		}
	}

	/**
	 * What a service says to it.
	 *
	 * @param status the HTTP status
	 * @param text its words, cut where they are many
	 */
	public record Answer(int status, String text) {

		/**
		 * Whether the service took the message.
		 * @return {@code true} for a status from 200 to 299
		 */
		public boolean isSuccess() {
			return this.status / 100 == 2;
		}

	}

	/** An answer that is not a success. */
	private static final class Refused extends IOException {

		private static final long serialVersionUID = 1L;

		Refused(int status) {
			super("HTTP status " + status);
		}

	}

}
