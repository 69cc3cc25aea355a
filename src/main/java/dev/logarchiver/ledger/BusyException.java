package dev.logarchiver.ledger;

/**
 * Another process holds what this one needs. The message names it.
 */
public class BusyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public BusyException(String message) {
		super(message);
	}

}
