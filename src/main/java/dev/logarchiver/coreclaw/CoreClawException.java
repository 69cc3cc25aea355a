package dev.logarchiver.coreclaw;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The platform refused a call, or could not be asked, for good. The message holds all
 * that a person needs to ask the platform's support, and never a key.
 */
public final class CoreClawException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Kind kind;

	private final String code;

	private final String reason;

	private final @Nullable String requestId;

	CoreClawException(Kind kind, String call, ApiFailure failure) {
		super((kind == Kind.KEY_REJECTED)
				? "The platform rejects the API key, CORECLAW_API_KEY or the file of CORECLAW_API_KEY_FILE (" + call
						+ ": " + failure.text() + ")"
				: call + ": " + failure.text());
		this.kind = kind;
		this.code = failure.code();
		this.reason = failure.reason();
		this.requestId = failure.requestId();
	}

	public Kind kind() {
		return this.kind;
	}

	/**
	 * The failure for programs.
	 * @return the platform's error code, else a word such as {@code http_502} or
	 * {@code timeout}
	 */
	public String code() {
		return this.code;
	}

	/**
	 * The failure for a person, escaped.
	 * @return the platform's message and details
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * The platform's ID of the call.
	 * @return the ID; empty if the answer had none
	 */
	public Optional<String> requestId() {
		return Optional.ofNullable(this.requestId);
	}

	public enum Kind {

		/** The Worker has no run, or there is no such run. */
		NO_RUN,
		/** The API key is missing or invalid: every other call would fail too. */
		KEY_REJECTED,
		/** This call was refused; others may succeed. */
		FAILED,
		/** There was no usable answer in any attempt: the platform may be down. */
		UNANSWERED

	}

}
