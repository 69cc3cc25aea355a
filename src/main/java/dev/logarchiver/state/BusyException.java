package dev.logarchiver.state;

import dev.logarchiver.failure.AdvisedException;

/** Another process holds what this one needs. The message names it. */
public class BusyException extends AdvisedException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param problem who holds what
	 * @param remedy what to do meanwhile
	 */
	public BusyException(String problem, String remedy) {
		super(problem, remedy, null);
	}

}
