package dev.logarchiver.lines.difference;

import java.util.List;
import java.util.Optional;

import dev.logarchiver.lines.LogLine;

/**
 * What a log says that another one doesn't.
 *
 * @param failed what was counted in the one log
 * @param succeeded what was counted in the other one
 * @param newLines how many lines are new
 * @param newErrors how many of them are error lines
 * @param first the first new error line, else the first new line; empty where nothing is
 * new
 * @param others the next new error lines behind that, each unlike those before it
 * @param complete whether all lines were compared: otherwise the other log has too many
 * different ones, and some lines may count as new that are not
 */
public record LogDifference(Tally failed, Tally succeeded, long newLines, long newErrors, Optional<Excerpt> first,
		List<LogLine> others, boolean complete) {

	public LogDifference {
		others = List.copyOf(others);
	}

	/**
	 * What was counted in a log.
	 *
	 * @param lines all lines
	 * @param errors errors: error lines, and traces of several lines
	 */
	public record Tally(long lines, long errors) {

		static final Tally NONE = new Tally(0, 0);

	}

	/**
	 * A line and what stands around it.
	 *
	 * @param before the lines before it
	 * @param line the line
	 * @param after the lines after it
	 */
	public record Excerpt(List<LogLine> before, LogLine line, List<LogLine> after) {

		public Excerpt {
			before = List.copyOf(before);
			after = List.copyOf(after);
		}

	}

}
