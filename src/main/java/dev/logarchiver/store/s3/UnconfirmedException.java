package dev.logarchiver.store.s3;

import java.io.IOException;

/**
 * A server said that it did something, but not so that it can be believed.
 */
final class UnconfirmedException extends IOException {

	private static final long serialVersionUID = 1L;

	UnconfirmedException(String message) {
		super(message);
	}

	/**
	 * Whether a failure comes from such an answer.
	 */
	static boolean isCauseOf(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof UnconfirmedException) {
				return true;
			}
		}
		return false;
	}

}
