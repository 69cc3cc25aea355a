package dev.logarchiver.cli.page;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.run.Units;

/** The bounds of {@code --limit}. */
public final class Limits {

	private Limits() {
	}

	public static int check(int limit) {
		if (limit < 1) {
			throw new ConfigurationException("--limit is '" + limit + "': give a number of 1 or more");
		}
		return limit;
	}

	/** One more than is shown, to see whether there are more. */
	public static int withOneMore(int limit) {
		return (check(limit) < Integer.MAX_VALUE) ? limit + 1 : limit;
	}

	/**
	 * What to say below a list that isn't all.
	 * @param limit how many are shown
	 * @param found how many there are, or one more than the limit
	 * @param one what one is called
	 */
	public static String more(int limit, int found, String one) {
		return (found > limit)
				? "\n\nThe newest " + Units.count(limit, one) + "; there are more: a larger --limit shows them." : "";
	}

}
