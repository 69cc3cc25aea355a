package dev.logarchiver.store.s3;

import java.time.Duration;

import dev.logarchiver.pace.CallBudget;
import dev.logarchiver.pace.RequestGate;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * Retries as the SDK does, but counts no refusal of a server that only wants fewer
 * requests: all go on more slowly, for as long as patience lasts. A server that has never
 * accepted anything gets none of it, because nobody knows whether it ever will.
 *
 * @param usual the SDK's retries
 * @param gate lets the requests through
 * @param patience how long a request goes on after refusals
 */
record PatientRetries(RetryStrategy usual, RequestGate gate, Duration patience) implements RetryStrategy {

	/**
	 * A gate at which a thread that is interrupted doesn't wait.
	 * @param firstPause how long all pause after the first refusal
	 */
	static RequestGate gate(Duration firstPause) {
		return new RequestGate(null, firstPause, (pause) -> {
			try {
				if (pause.isPositive()) {
					Thread.sleep(pause);
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw AbortedException.create("Interrupted while the store wants fewer requests", ex);
			}
		});
	}

	@Override
	public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
		AcquireInitialTokenResponse first = this.usual.acquireInitialToken(request);
		CallBudget.Turn turn = this.gate.enter();
		return AcquireInitialTokenResponse.create(new Token(first.token(), turn, System.nanoTime()), first.delay());
	}

	@Override
	public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
		Token token = (Token) request.token();
		if (!SlowDown.isSaidBy(request.failure())) {
			if (request.failure() instanceof AwsServiceException refusal
					&& refusal.statusCode() < S3Failures.SERVER_ERROR) {
				token.turn().accepted();
			}
			return asUsual(request, token);
		}
		token.turn().refused(request.suggestedDelay().orElse(null));
		if (!this.gate.wasOpen()) {
			return asUsual(request, token);
		}
		if (System.nanoTime() - token.begun() > this.patience.toNanos()) {
			throw new TokenAcquisitionFailedException("Still refused after " + this.patience, token, request.failure());
		}
		return RefreshRetryTokenResponse.create(new Token(token.usual(), this.gate.enter(), token.begun()),
				Duration.ZERO);
	}

	private RefreshRetryTokenResponse asUsual(RefreshRetryTokenRequest request, Token token) {
		RefreshRetryTokenResponse next = this.usual.refreshRetryToken(request.toBuilder().token(token.usual()).build());
		return RefreshRetryTokenResponse.create(new Token(next.token(), this.gate.enter(), token.begun()),
				next.delay());
	}

	@Override
	public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
		Token token = (Token) request.token();
		token.turn().accepted();
		RetryToken last = this.usual.recordSuccess(RecordSuccessRequest.create(token.usual())).token();
		return RecordSuccessResponse.create(new Token(last, token.turn(), token.begun()));
	}

	@Override
	public int maxAttempts() {
		return this.usual.maxAttempts();
	}

	@Override
	public boolean useClientDefaults() {
		return false;
	}

	/** The usual retries: patience isn't something that is changed for one request. */
	@Override
	public RetryStrategy.Builder<?, ?> toBuilder() {
		return this.usual.toBuilder();
	}

	/**
	 * Where a request stands.
	 *
	 * @param usual where it stands with the SDK
	 * @param turn that of this attempt
	 * @param begun when the first attempt was let through
	 */
	private record Token(RetryToken usual, CallBudget.Turn turn, long begun) implements RetryToken {
	}

}
