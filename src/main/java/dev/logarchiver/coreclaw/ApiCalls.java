package dev.logarchiver.coreclaw;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import dev.logarchiver.coreclaw.ApiFailure.Verdict;
import dev.logarchiver.coreclaw.ApiTransport.Answer;
import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.network.ConnectionProblem;
import dev.logarchiver.network.Cutoff;
import dev.logarchiver.pace.FullJitter;
import dev.logarchiver.pace.RequestGate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.core.retry.Retryable;

/**
 * Calls the API until there is an answer: with retries, at the rate that the platform
 * allows, and not at all any more once the platform is down.
 */
final class ApiCalls implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ApiCalls.class);

	private static final int DOWN_AFTER = 20;

	private final ApiTransport transport;

	private final RequestGate gate;

	private final Cutoff cutoff;

	private final RetryTemplate retries;

	private final Duration patience;

	private final Traffic.Requests traffic;

	private final AtomicInteger unanswered = new AtomicInteger();

	private final AtomicLong answers = new AtomicLong();

	ApiCalls(ApiTransport transport, RequestGate gate, Cutoff cutoff, CoreClawProperties properties,
			Traffic.Requests traffic) {
		this.cutoff = cutoff;
		this.transport = transport;
		this.gate = gate;
		this.patience = properties.rateLimitPatience();
		this.traffic = traffic;
		this.retries = new RetryTemplate(RetryPolicy.builder()
			.backOff(new FullJitter(properties.retryDelay(), properties.maxAttempts() - 1))
			.includes(TransientFailure.class)
			.build());
		this.retries.setRetryListener(new RetryListener() {

			@Override
			public void beforeRetry(RetryPolicy policy, Retryable<?> call) {
				traffic.retried();
			}

		});
	}

	/**
	 * Calls the API.
	 * @param path the path below the API's base, encoded
	 * @return the envelope of a successful answer
	 * @throws CoreClawException if the platform refuses, or gives no usable answer in all
	 * attempts
	 * @throws OutOfReachException if no call got a usable answer for a while
	 */
	Envelope get(String path) {
		return get(path, () -> null);
	}

	/**
	 * Calls the API for a log.
	 * @param path the path below the API's base, encoded
	 * @param previews gives a stream for the lines of the preview; called again at each
	 * attempt
	 * @return the envelope of a successful answer
	 * @see #get(String)
	 */
	Envelope get(String path, Supplier<? extends @Nullable OutputStream> previews) {
		try {
			Envelope envelope = this.retries.execute(() -> attempt(path, previews));
			answered();
			return envelope;
		}
		catch (RetryException ex) {
			this.cutoff.check();
			throw (ex.getCause() instanceof TransientFailure failure) ? giveUp(path, failure.failure())
					: unchecked(ex.getCause());
		}
	}

	private static RuntimeException unchecked(Throwable problem) {
		if (problem instanceof RuntimeException unchecked) {
			return unchecked;
		}
		throw new IllegalStateException(problem);
	}

	private Envelope attempt(String path, Supplier<? extends @Nullable OutputStream> previews) throws TransientFailure {
		long start = System.nanoTime();
		while (true) {
			long entered = this.gate.enter();
			Object result = send(path, previews.get());
			if (result instanceof Envelope envelope) {
				this.gate.accepted();
				return envelope;
			}
			ApiFailure failure = (ApiFailure) result;
			Verdict verdict = failure.verdict();
			if (verdict == Verdict.RETRY) {
				logger.debug("GET " + path + ": " + failure.text());
				throw new TransientFailure(failure);
			}
			answered();
			if (verdict != Verdict.SLOW_DOWN || System.nanoTime() - start > this.patience.toNanos()) {
				throw failure.asException("GET " + path);
			}
			this.traffic.refused();
			this.gate.refused(entered, failure.retryAfter());
		}
	}

	/**
	 * Sends the request once.
	 * @return an {@link Envelope} or an {@link ApiFailure}
	 */
	private Object send(String path, @Nullable OutputStream preview) {
		try {
			Answer answer = this.transport.get(path, preview);
			return Envelope.read(answer);
		}
		catch (IOException ex) {
			String code = ApiTransport.isTimeout(ex) ? "timeout" : "connection";
			return ApiFailure.withoutAnswer(code,
					ConnectionProblem.in(ex)
						.orElse(ApiTransport.isTimeout(ex) ? "no answer in time"
								: "no whole answer (" + ex.getClass().getSimpleName() + ")"));
		}
	}

	private RuntimeException giveUp(String path, ApiFailure failure) {
		CoreClawException exception = failure.asException("GET " + path);
		if (failure.usable()) {
			answered();
		}
		else if (this.unanswered.incrementAndGet() >= DOWN_AFTER) {
			return new OutOfReachException("The platform gave no usable answer " + DOWN_AFTER
					+ " times in a row; the last: " + exception.getMessage(), exception);
		}
		return exception;
	}

	private void answered() {
		this.unanswered.set(0);
		this.answers.incrementAndGet();
	}

	Optional<Instant> time() {
		return this.transport.platformClock().time();
	}

	long answers() {
		return this.answers.get();
	}

	@Override
	public void close() {
		this.transport.close();
	}

	/**
	 * A failure after which the next attempt may succeed.
	 */
	private static final class TransientFailure extends Exception {

		private static final long serialVersionUID = 1L;

		private final transient ApiFailure failure;

		TransientFailure(ApiFailure failure) {
			super(failure.text(), null, false, false);
			this.failure = failure;
		}

		ApiFailure failure() {
			return this.failure;
		}

	}

}
