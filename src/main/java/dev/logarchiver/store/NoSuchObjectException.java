package dev.logarchiver.store;

import dev.logarchiver.failure.StoreException;

/** An object that was asked for isn't there. */
public class NoSuchObjectException extends StoreException {

	private static final long serialVersionUID = 1L;

	public NoSuchObjectException(String message, Throwable cause) {
		super(MISSING, message, cause);
	}

}
