package dev.logarchiver.failure;

import org.jspecify.annotations.Nullable;

/**
 * The platform, the store or the database can't be used at all: the job ends instead of
 * failing its Workers one by one. The message says what was tried, and never holds a
 * secret.
 */
public class OutOfReachException extends AdvisedException {

	private static final long serialVersionUID = 1L;

	public OutOfReachException(String message, Throwable cause) {
		super(message, cause);
	}

	/**
	 * Creates an exception.
	 * @param problem what can't be used, and why
	 * @param remedy what to look at
	 * @param cause what showed it
	 */
	public OutOfReachException(String problem, String remedy, @Nullable Throwable cause) {
		super(problem, remedy, cause);
	}

}
