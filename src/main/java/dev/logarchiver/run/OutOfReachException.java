package dev.logarchiver.run;

/**
 * The platform, the store or the database can't be used at all: the job ends instead of
 * failing its Workers one by one. The message says what was tried, and never holds a
 * secret.
 */
public class OutOfReachException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public OutOfReachException(String message, Throwable cause) {
		super(message, cause);
	}

}
