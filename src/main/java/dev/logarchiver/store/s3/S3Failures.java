package dev.logarchiver.store.s3;

import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.network.ConnectionProblem;
import dev.logarchiver.store.NoSuchObjectException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells apart what an S3 failure concerns: one object, the whole store, or nobody because
 * the thread was asked to stop. The SDK has retried by then.
 */
final class S3Failures {

	/** What a server says of credentials that it doesn't accept, by error code. */
	static final Set<String> REFUSED_CREDENTIALS = Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken",
			"InvalidToken", "TokenRefreshRequired", "InvalidSecurity", "NotSignedUp", "AccountProblem",
			"RequestTimeTooSkewed", "InvalidClientTokenId", "UnrecognizedClientException");

	static final int UNAUTHORIZED = 401;

	static final int FORBIDDEN = 403;

	static final int NOT_FOUND = 404;

	static final int NOT_ALLOWED = 405;

	static final int CONFLICT = 409;

	static final int PRECONDITION_FAILED = 412;

	static final int NOT_SATISFIABLE = 416;

	private static final int TOO_MANY_REQUESTS = 429;

	static final int SERVER_ERROR = 500;

	private S3Failures() {
	}

	static <T> T translate(String what, Supplier<T> request) {
		try {
			return request.get();
		}
		catch (SdkException ex) {
			throw of(what, ex);
		}
		catch (UncheckedIOException ex) {
			throw new OutOfReachException(what + " failed: " + Printable.escape(String.valueOf(ex.getMessage())), ex);
		}
	}

	static RuntimeException of(String what, SdkException failure) {
		if (isInterruption(failure)) {
			CancellationException cancellation = new CancellationException(what + " was interrupted");
			cancellation.initCause(failure);
			return cancellation;
		}
		String message = what + " failed: " + describe(failure);
		if (UnconfirmedException.isCauseOf(failure)) {
			return new StoreException(StoreException.UNCONFIRMED, message, failure);
		}
		if (!(failure instanceof AwsServiceException refusal) || isWhole(refusal)) {
			return new OutOfReachException(message, failure);
		}
		return switch (refusal.statusCode()) {
			case NOT_FOUND -> new NoSuchObjectException(message, failure);
			case FORBIDDEN -> new StoreException(StoreException.DENIED, message, failure);
			default -> new StoreException(StoreException.ERROR, message, failure);
		};
	}

	/**
	 * Whether the thread was asked to stop. Its flag is set then, for whoever comes next:
	 * the SDK clears it here and there.
	 * @return {@code true} where the failure says nothing about the store
	 */
	static boolean isInterruption(SdkException failure) {
		if (failure instanceof AbortedException) {
			Thread.currentThread().interrupt();
		}
		return Thread.currentThread().isInterrupted();
	}

	/** Whether a refusal concerns the store as a whole. */
	static boolean isWhole(AwsServiceException refusal) {
		int status = refusal.statusCode();
		return status >= SERVER_ERROR || status == TOO_MANY_REQUESTS || status == UNAUTHORIZED
				|| REFUSED_CREDENTIALS.contains(code(refusal)) || "NoSuchBucket".equals(code(refusal));
	}

	/**
	 * Whether a write was refused because of what is there, or is being written there.
	 * @return {@code true} if looking at the object helps
	 */
	static boolean isTaken(AwsServiceException refusal) {
		return refusal.statusCode() == PRECONDITION_FAILED || refusal.statusCode() == CONFLICT;
	}

	static String code(AwsServiceException refusal) {
		String code = (refusal.awsErrorDetails() != null) ? refusal.awsErrorDetails().errorCode() : null;
		return (code != null) ? code : "";
	}

	/**
	 * Says what went wrong on one line.
	 * @return the server's code, words, HTTP status and request ID, or the words of the
	 * client
	 */
	static String describe(SdkException failure) {
		if (!(failure instanceof AwsServiceException refusal)) {
			return Printable
				.escape(ConnectionProblem.in(failure).orElseGet(() -> String.valueOf(failure.getMessage())));
		}
		String words = (refusal.awsErrorDetails() != null) ? refusal.awsErrorDetails().errorMessage() : null;
		return Printable
			.escape(joined(code(refusal), words) + "HTTP " + refusal.statusCode() + ", request " + refusal.requestId());
	}

	private static String joined(String code, @Nullable String words) {
		String text = code + ((words != null && !words.isBlank()) ? " (" + words + ")" : "");
		return text.isEmpty() ? text : text + ", ";
	}

}
