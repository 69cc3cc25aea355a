package dev.logarchiver.web.log;

import java.util.function.Function;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.web.page.BadRequestException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What of a log is asked for. Numbers are 0 where they aren't given.
 *
 * @param line the line to be shown
 * @param from where a page begins
 * @param before where a page of excerpts ends
 * @param to the line that is asked for by what is near it
 * @param offset where in the line to begin, in bytes
 * @param terms what is searched for
 * @param filter whether only lines are wanted that have it
 * @param fold whether only error lines are wanted, and those around them
 */
record LogRequest(long line, long from, long before, @Nullable Move to, long offset, Terms terms, boolean filter,
		boolean fold) {

	private static final long LARGEST = Long.MAX_VALUE / 2;

	/**
	 * Reads the parameters of a request.
	 * @throws BadRequestException if one can't be used
	 */
	static LogRequest of(HttpServletRequest request) {
		return new LogRequest(number(request, "line"), number(request, "from"), number(request, "before"),
				value(request, "to", Move::parse, "next-error, previous-error, next or previous"),
				number(request, "byte"), terms(request), flag(request, "filter"), flag(request, "fold"));
	}

	/** What is searched for. */
	static Terms terms(HttpServletRequest request) {
		String text = request.getParameter("q");
		return new Terms((text != null) ? text : "", flag(request, "regex"), flag(request, "case"));
	}

	private static boolean flag(HttpServletRequest request, String name) {
		String value = request.getParameter(name);
		return value != null && !value.equals("0") && !value.equals("false");
	}

	/** The number of a line, or 0. */
	static long number(HttpServletRequest request, String name) {
		Long number = value(request, name, LogRequest::number, "a number of 1 or more");
		return (number != null) ? number : 0;
	}

	private static long number(String text) {
		long number = Long.parseLong(text);
		if (number < 1 || number > LARGEST) {
			throw new IllegalArgumentException();
		}
		return number;
	}

	private static <T> @Nullable T value(HttpServletRequest request, String name, Function<String, T> reading,
			String expected) {
		String value = request.getParameter(name);
		try {
			return (value == null || value.isEmpty()) ? null : reading.apply(value);
		}
		catch (IllegalArgumentException ex) {
			throw new BadRequestException("'" + name + "' is '" + Printable.escape(value, 100) + "'",
					"give " + expected, ex);
		}
	}

}
