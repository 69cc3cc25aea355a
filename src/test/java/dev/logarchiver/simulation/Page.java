package dev.logarchiver.simulation;

import java.util.List;

/**
 * A page of a listing.
 *
 * @param number counted from 1
 * @param limit how many entries a full page has
 */
record Page(int number, int limit) {

	private static final int DEFAULT_LIMIT = 20;

	private static final int HIGHEST_LIMIT = 100;

	/**
	 * Reads {@code offset}, which is a page number (0 means 1), and {@code limit}.
	 */
	static Page of(Request request) {
		long number = Math.max(1, number(request, "offset", 1));
		long limit = number(request, "limit", DEFAULT_LIMIT);
		if (limit < 1 || limit > HIGHEST_LIMIT || number > Integer.MAX_VALUE) {
			throw new PlatformException(PlatformError.INVALID_ARGUMENT);
		}
		return new Page((int) number, (int) limit);
	}

	static long number(Request request, String parameter, long otherwise) {
		String text = request.parameter(parameter);
		if (text == null || text.isEmpty()) {
			return otherwise;
		}
		try {
			long number = Long.parseLong(text);
			if (number >= 0) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// refused below
		}
		throw new PlatformException(PlatformError.INVALID_ARGUMENT);
	}

	/**
	 * The entries on this page; none behind the last page.
	 */
	<T> List<T> of(List<T> all) {
		return all.stream().skip((this.number - 1L) * this.limit).limit(this.limit).toList();
	}

}
