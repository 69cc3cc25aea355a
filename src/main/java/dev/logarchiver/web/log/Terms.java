package dev.logarchiver.web.log;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import dev.logarchiver.lines.pattern.LinePattern;
import dev.logarchiver.web.page.BadRequestException;

/**
 * What a user searches a log for.
 *
 * @param text a text, or a regular expression
 * @param regex whether it is a regular expression
 * @param matchesCase whether upper and lower case are different
 */
public record Terms(String text, boolean regex, boolean matchesCase) {

	private static final int LONGEST = 1000;

	public Terms {
		if (text.length() > LONGEST) {
			throw new BadRequestException("The search has " + text.length() + " characters", "give at most " + LONGEST,
					null);
		}
	}

	/** Whether anything is searched for. */
	public boolean isGiven() {
		return !this.text.isEmpty();
	}

	/**
	 * The lines that are looked for.
	 * @throws BadRequestException if it is no regular expression
	 */
	MatchesSought sought() {
		try {
			return new MatchesSought(query(), this.regex ? LinePattern.parse(this.text, !this.matchesCase)
					: LinePattern.literal(this.text, !this.matchesCase));
		}
		catch (IllegalArgumentException ex) {
			throw new BadRequestException("'" + this.text + "' can't be searched for: " + ex.getMessage(),
					"correct the regular expression, or search for the text as it is", ex);
		}
	}

	/** As parameters of an address; empty if nothing is searched for. */
	public String query() {
		if (!isGiven()) {
			return "";
		}
		return "q=" + URLEncoder.encode(this.text, StandardCharsets.UTF_8) + (this.regex ? "&regex=1" : "")
				+ (this.matchesCase ? "&case=1" : "");
	}

}
