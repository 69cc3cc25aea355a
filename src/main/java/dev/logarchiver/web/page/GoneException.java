package dev.logarchiver.web.page;

/** There was something by that name. The message says what became of it. */
public final class GoneException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public GoneException(String message) {
		super(message);
	}

}
