package dev.logarchiver.web.text;

import java.util.List;

/**
 * A line as it is shown.
 *
 * @param number its place in the log, 1 for the first line
 * @param segments its text, or the beginning of it
 * @param shown how many of its bytes that is
 * @param more how many bytes it has beyond that
 * @param found whether it has what was searched for
 * @param error whether it is an error line
 */
public record LineView(long number, List<Segment> segments, long shown, long more, boolean found, boolean error) {

	/** The same line, marked as an error. */
	public LineView asError() {
		return new LineView(this.number, this.segments, this.shown, this.more, this.found, true);
	}

}
