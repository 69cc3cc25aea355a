package dev.logarchiver.lines.errors;

import java.util.List;

import dev.logarchiver.lines.LogLine;

/**
 * The error lines of a log.
 *
 * @param count how many there are
 * @param first the first few of them; none where only their number is known
 */
public record ErrorLines(long count, List<LogLine> first) {

	/** How many lines are kept. */
	public static final int KEPT = 3;

	public ErrorLines {
		if (count < first.size() || first.size() > KEPT) {
			throw new IllegalArgumentException(count + " error lines with " + first.size() + " kept: expected at most "
					+ KEPT + ", and no more than there are");
		}
		first = List.copyOf(first);
	}

}
