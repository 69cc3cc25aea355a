package dev.logarchiver.store;

/**
 * An object that was asked for isn't there.
 */
public class NoSuchObjectException extends StoreException {

	private static final long serialVersionUID = 1L;

	NoSuchObjectException(String message, Throwable cause) {
		super(MISSING, message, cause);
	}

}
