package dev.logarchiver.coreclaw;

/** A successful answer does not hold what it should. */
final class MalformedPayloadException extends Exception {

	private static final long serialVersionUID = 1L;

	private final String code;

	MalformedPayloadException(String code, String message) {
		super(message);
		this.code = code;
	}

	String code() {
		return this.code;
	}

}
