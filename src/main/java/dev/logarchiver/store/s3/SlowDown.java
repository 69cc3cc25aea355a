package dev.logarchiver.store.s3;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Recognises a server that wants fewer requests, rather than others. */
final class SlowDown {

	/** With a status that doesn't say so itself. */
	private static final Set<String> CODES = Set.of("RequestTimeout", "ServiceUnavailable");

	private static final int TOO_MANY_REQUESTS = 429;

	private static final int UNAVAILABLE = 503;

	private SlowDown() {
	}

	static boolean isSaidBy(Throwable failure) {
		return failure instanceof AwsServiceException refusal && (isStatus(refusal.statusCode())
				|| refusal.isThrottlingException() || CODES.contains(S3Failures.code(refusal)));
	}

	static boolean isSaidBy(SdkHttpResponse response) {
		return isStatus(response.statusCode());
	}

	private static boolean isStatus(int status) {
		return status == TOO_MANY_REQUESTS || status == UNAVAILABLE;
	}

	static Optional<Duration> retryAfter(SdkHttpResponse response) {
		return response.firstMatchingHeader("Retry-After")
			.filter((seconds) -> seconds.matches("[0-9]{1,4}"))
			.map((seconds) -> Duration.ofSeconds(Long.parseLong(seconds)));
	}

}
