package dev.logarchiver.coreclaw;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.coreclaw.ApiTransport.Answer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What wraps every successful answer.
 *
 * @param data the answer itself
 * @param requestId the platform's ID of the call
 * @param date what time it was on the platform, where the answer says
 */
record Envelope(JsonNode data, @Nullable String requestId, @Nullable Instant date) implements Reply {

	private static final int LONGEST_REASON = 10_000;

	private static final int OK = 200;

	private static final int REDIRECTION = 300;

	/** Reads an answer. Success is HTTP 2xx and code 0: errors do come with HTTP 200. */
	static Reply read(Answer answer) {
		boolean success = answer.status() >= OK && answer.status() < REDIRECTION;
		JsonNode root = answer.root();
		String code = (root != null) ? code(root.path("code")) : null;
		if (root == null || code == null) {
			return success ? failure(answer, "malformed_answer", "the answer is not a JSON envelope", null)
					: failure(answer, "http_" + answer.status(), "the answer is not a JSON envelope", null);
		}
		String requestId = text(root.path("request_id"));
		if (success && code.equals("0")) {
			return new Envelope(root.path("data"), requestId, answer.date());
		}
		return failure(answer, code.equals("0") ? "http_" + answer.status() : code, reason(root), requestId);
	}

	private static ApiFailure failure(Answer answer, String code, String reason, @Nullable String requestId) {
		return new ApiFailure(answer.status(), code, reason, requestId, answer.retryAfter());
	}

	private static @Nullable String code(JsonNode code) {
		return (code.isIntegralNumber() || code.isString()) ? code.asString() : null;
	}

	private static String reason(JsonNode root) {
		List<String> parts = new ArrayList<>();
		String message = text(root.path("message"));
		parts.add((message != null) ? message : "no message");
		for (JsonNode detail : root.path("details")) {
			parts.add(detail.isString() ? detail.asString() : detail.toString());
		}
		String reason = String.join("; ", parts);
		return (reason.length() > LONGEST_REASON) ? reason.substring(0, LONGEST_REASON) : reason;
	}

	/**
	 * Reads what the answer is about.
	 * @throws CoreClawException if it doesn't hold what it should
	 */
	<T> T as(Payload<T> payload, String path) {
		try {
			return payload.read(this.data);
		}
		catch (MalformedPayloadException ex) {
			throw new CoreClawException(CoreClawException.Kind.FAILED, "GET " + path,
					new ApiFailure(0, ex.code(), String.valueOf(ex.getMessage()), this.requestId, null));
		}
	}

	static @Nullable String text(JsonNode node) {
		return (node.isString() && !node.asString().isBlank()) ? node.asString() : null;
	}

	/** Reads an answer under the API's own names. */
	interface Payload<T> {

		T read(JsonNode data) throws MalformedPayloadException;

	}

}
