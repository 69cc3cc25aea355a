package dev.logarchiver.web.log;

import java.util.List;

import dev.logarchiver.web.text.LineView;

/**
 * Lines of a page.
 *
 * @param target the line that was asked for; 0 if none was
 * @param terms what is searched for
 * @param gaps whether to say where lines are left out
 * @param excerpts the lines
 */
public record LogLines(long target, Terms terms, boolean gaps, List<Excerpt> excerpts) {

	/** The address of a line, from the page of its log. */
	public String link(long line) {
		return "?line=" + line + (this.terms.isGiven() ? "&" + this.terms.query() : "") + "#L" + line;
	}

	/** The address of the rest of a line. */
	public String rest(LineView line) {
		return "?line=" + line.number() + "&byte=" + line.shown();
	}

	/** The classes of a line. */
	public String classes(LineView line) {
		return "l" + (line.error() ? " error" : "") + (line.found() ? " hit" : "")
				+ ((line.number() == this.target) ? " at" : "");
	}

	/** How many lines these are. */
	public long size() {
		return this.excerpts.stream().mapToLong((excerpt) -> excerpt.lines().size()).sum();
	}

	/** The number of the first line; 0 if there is none. */
	public long first() {
		return this.excerpts.isEmpty() ? 0 : this.excerpts.getFirst().lines().getFirst().number();
	}

	/** The number of the last line; 0 if there is none. */
	public long last() {
		return this.excerpts.isEmpty() ? 0 : this.excerpts.getLast().lines().getLast().number();
	}

}
