package dev.logarchiver.coreclaw;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import dev.logarchiver.coreclaw.ApiFailure.Verdict;
import dev.logarchiver.network.ConnectionProblem;
import dev.logarchiver.network.Cutoff;
import dev.logarchiver.pace.CallBudget;
import dev.logarchiver.pace.CallBudget.Precedence;
import dev.logarchiver.pace.FullJitter;
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

	private final ApiTransport transport;

	private final CallBudget budget;

	private final Cutoff cutoff;

	private final RetryTemplate retries;

	private final Duration patience;

	private final Traffic.Requests traffic;

	private final Answers answers = new Answers();

	private volatile Precedence precedence = Precedence.USUAL;

	ApiCalls(ApiTransport transport, CallBudget budget, Cutoff cutoff, CoreClawProperties properties,
			Traffic.Requests traffic) {
		this.cutoff = cutoff;
		this.transport = transport;
		this.budget = budget;
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

	Envelope get(String path) {
		return get(path, () -> null);
	}

	/**
	 * Calls the API.
	 * @param path the path below the API's base, encoded
	 * @param previews gives a stream for the lines of a log's preview, where it is a log
	 * that is asked for; called again at each attempt
	 * @throws CoreClawException if the platform refuses, or gives no usable answer in all
	 * attempts
	 * @throws dev.logarchiver.failure.OutOfReachException if no call got a usable answer
	 * for a while
	 */
	Envelope get(String path, Supplier<? extends @Nullable OutputStream> previews) {
		try {
			Envelope envelope = this.retries.execute(() -> attempt(path, previews));
			this.answers.add();
			return envelope;
		}
		catch (RetryException ex) {
			this.cutoff.check();
			throw (ex.getCause() instanceof TransientFailure failure) ? this.answers.failed(path, failure.failure())
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
			CallBudget.Turn turn = enter();
			switch (send(path, previews.get())) {
				case Envelope envelope -> {
					turn.accepted();
					return envelope;
				}
				case ApiFailure failure -> {
					if (failure.verdict() != Verdict.RETRY && failure.verdict() != Verdict.SLOW_DOWN) {
						turn.accepted();
					}
					requireRefusal(path, failure, System.nanoTime() - start);
					this.traffic.refused();
					turn.refused(failure.retryAfter());
				}
			}
		}
	}

	private CallBudget.Turn enter() {
		long start = System.nanoTime();
		CallBudget.Turn turn = this.budget.enter(this.precedence);
		this.traffic.waited(System.nanoTime() - start);
		return turn;
	}

	/**
	 * Goes on only where the platform wants fewer requests, and for as long as patience
	 * lasts.
	 */
	private void requireRefusal(String path, ApiFailure failure, long waited) throws TransientFailure {
		Verdict verdict = failure.verdict();
		if (verdict == Verdict.RETRY) {
			logger.debug("GET " + path + ": " + failure.text());
			throw new TransientFailure(failure);
		}
		this.answers.add();
		if (verdict != Verdict.SLOW_DOWN || waited > this.patience.toNanos()) {
			throw failure.asException("GET " + path);
		}
	}

	private Reply send(String path, @Nullable OutputStream preview) {
		try {
			return Envelope.read(this.transport.get(path, preview));
		}
		catch (IOException ex) {
			String code = ApiTransport.isTimeout(ex) ? "timeout" : "connection";
			return ApiFailure.withoutAnswer(code,
					ConnectionProblem.in(ex)
						.orElse(ApiTransport.isTimeout(ex) ? "no answer in time"
								: "no whole answer (" + ex.getClass().getSimpleName() + ")"));
		}
	}

	Optional<Instant> time() {
		return this.transport.platformClock().time();
	}

	void precedence(Precedence precedence) {
		this.precedence = precedence;
	}

	/** Tells the address and the key in use from others. */
	String source() {
		return this.transport.source();
	}

	long answers() {
		return this.answers.count();
	}

	@Override
	public void close() {
		this.transport.close();
	}

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
