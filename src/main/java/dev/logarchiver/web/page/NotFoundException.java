package dev.logarchiver.web.page;

/** There is nothing by that name. The message says what was looked for. */
public final class NotFoundException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public NotFoundException(String message) {
		super(message);
	}

}
