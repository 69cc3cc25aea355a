package dev.logarchiver.simulation;

/**
 * How much of a reply is sent, and what happens then.
 *
 * @param bytes how many bytes of the body are sent; {@link #NOTHING} keeps back the head
 * too
 * @param lengthError what is added to the true Content-Length
 * @param ending what happens after those bytes
 * @param piece what comes again and again, where it is {@link Ending#ENDLESS}
 */
record Delivery(long bytes, long lengthError, Ending ending, String piece) {

	static final long NOTHING = -1;

	/** In place of an error: there is no Content-Length at all. */
	static final long UNTOLD = Long.MIN_VALUE;

	static final Delivery WHOLE = new Delivery(Long.MAX_VALUE, 0, Ending.COMPLETE);

	Delivery(long bytes, long lengthError, Ending ending) {
		this(bytes, lengthError, ending, "");
	}

	/**
	 * What happens to the connection.
	 */
	enum Ending {

		/** Kept for the next request. */
		COMPLETE,
		/** Closed. */
		CLOSE,
		/** Reset. */
		RESET,
		/** Held open in silence until the other side leaves. */
		STALL,
		/** Something comes now and then until the other side leaves. */
		ENDLESS

	}

}
