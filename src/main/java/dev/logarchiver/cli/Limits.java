package dev.logarchiver.cli;

import dev.logarchiver.run.ConfigurationException;

/**
 * The bounds of {@code --limit}.
 */
final class Limits {

	private Limits() {
	}

	static int check(int limit) {
		if (limit < 1) {
			throw new ConfigurationException("--limit is '" + limit + "': give a number of 1 or more");
		}
		return limit;
	}

}
