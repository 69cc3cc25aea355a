package dev.logarchiver.web.log;

/** A search that was stopped before its end. The message says why. */
final class StoppedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	StoppedException(String message) {
		super(message, null, false, false);
	}

}
