package dev.logarchiver.coreclaw;

import java.time.Duration;

import dev.logarchiver.coreclaw.CoreClawException.Kind;
import dev.logarchiver.failure.Printable;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is not a success, with all that the platform said.
 *
 * @param httpStatus the HTTP status, 0 where there was no answer
 * @param code the platform's error code, else a word
 * @param reason the platform's message and details, escaped
 * @param requestId the platform's ID of the call
 * @param retryAfter how long the platform asks to wait
 */
record ApiFailure(int httpStatus, String code, String reason, @Nullable String requestId,
		@Nullable Duration retryAfter) implements Reply {

	private static final int UNAUTHORIZED = 401;

	private static final int REQUEST_TIMEOUT = 408;

	private static final int TOO_MANY_REQUESTS = 429;

	private static final int SERVER_ERROR = 500;

	private static final int LONGEST_REQUEST_ID = 200;

	ApiFailure {
		reason = Printable.escape(reason);
		requestId = (requestId != null) ? cut(Printable.escape(requestId)) : null;
	}

	static ApiFailure withoutAnswer(String code, String reason) {
		return new ApiFailure(0, code, reason, null, null);
	}

	/** What to do about it, by the platform's error table. */
	Verdict verdict() {
		return switch (this.code) {
			case "13000" -> Verdict.SLOW_DOWN;
			case "10000", "14000", "30003", "timeout", "connection", "malformed_answer" -> Verdict.RETRY;
			case "11004", "70001" -> Verdict.NO_RUN;
			case "12001", "12002" -> Verdict.KEY_REJECTED;
			case "11000", "16000", "50001" -> Verdict.FAIL;
			default -> verdictByStatus();
		};
	}

	private Verdict verdictByStatus() {
		return switch (this.httpStatus) {
			case UNAUTHORIZED -> Verdict.KEY_REJECTED;
			case TOO_MANY_REQUESTS -> Verdict.SLOW_DOWN;
			case REQUEST_TIMEOUT -> Verdict.RETRY;
			default -> (this.httpStatus >= SERVER_ERROR) ? Verdict.RETRY : Verdict.FAIL;
		};
	}

	/** Whether the platform is there at all: it said something that it meant. */
	boolean usable() {
		return switch (verdict()) {
			case SLOW_DOWN, NO_RUN, KEY_REJECTED, FAIL -> true;
			case RETRY -> this.code.equals("30003");
		};
	}

	CoreClawException asException(String call) {
		Kind kind = switch (verdict()) {
			case NO_RUN -> Kind.NO_RUN;
			case KEY_REJECTED -> Kind.KEY_REJECTED;
			case SLOW_DOWN, RETRY, FAIL -> usable() ? Kind.FAILED : Kind.UNANSWERED;
		};
		return new CoreClawException(kind, call, this);
	}

	String text() {
		StringBuilder text = new StringBuilder();
		if (this.httpStatus > 0) {
			text.append("HTTP ").append(this.httpStatus).append(", ");
		}
		text.append("code ").append(this.code).append(": ").append(this.reason);
		if (this.requestId != null) {
			text.append(" (request ").append(this.requestId).append(')');
		}
		return text.toString();
	}

	private static String cut(String text) {
		return (text.length() > LONGEST_REQUEST_ID) ? text.substring(0, LONGEST_REQUEST_ID) : text;
	}

	enum Verdict {

		/** All calls have to slow down; then try again. */
		SLOW_DOWN,
		/** Try again, a bounded number of times. */
		RETRY,
		/** There is no such run. */
		NO_RUN,
		/** No call will succeed. */
		KEY_REJECTED,
		/** This call will not succeed. */
		FAIL

	}

}
