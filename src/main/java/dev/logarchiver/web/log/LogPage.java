package dev.logarchiver.web.log;

import java.util.Locale;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Hold;
import dev.logarchiver.store.Completeness;
import dev.logarchiver.web.page.LogLink;
import org.jspecify.annotations.Nullable;

/**
 * The page of a log.
 *
 * @param log what the ledger says of it
 * @param newest the newest revision of the same run's log
 * @param hold what holds it; {@code null} for nothing
 * @param lines how many lines it has
 * @param view what is shown of it
 * @param shown the lines
 * @param next where the next page of excerpts begins; 0 if there is none
 * @param hasErrors whether there are error lines
 * @param matches how many lines match
 * @param message what to say about the request; {@code null} for nothing
 */
public record LogPage(ArchivedLog log, ArchivedLog newest, @Nullable Hold hold, long lines, View view, LogLines shown,
		long next, boolean hasErrors, Matches matches, @Nullable String message) {

	/** So many lines are a page. */
	static final int LINES = 1000;

	/** The path of this page. */
	public String path() {
		return LogLink.of(this.log);
	}

	/** An address of the page, with what is searched for. */
	public String link(String parameters) {
		String query = this.shown.terms().query();
		String both = parameters + (parameters.isEmpty() || query.isEmpty() ? "" : "&") + query;
		return path() + (both.isEmpty() ? "" : "?" + both);
	}

	/** An address of the page in the same view. */
	public String page(String parameters) {
		return link(switch (this.view) {
			case WHOLE -> parameters;
			case FOLDED -> "fold=1&" + parameters;
			case FILTERED -> "filter=1&" + parameters;
		});
	}

	/** The parameters of the page before; {@code null} if this is the first. */
	public @Nullable String before() {
		long first = this.shown.first();
		if (first <= 1 || this.lines == 0) {
			return null;
		}
		return (this.view == View.WHOLE) ? "from=" + Math.max(1, first - LINES) : "before=" + first;
	}

	/** The parameters of the page behind; {@code null} if this is the last. */
	public @Nullable String behind() {
		if (this.view == View.WHOLE) {
			return (this.shown.last() < this.lines) ? "from=" + (this.shown.last() + 1) : null;
		}
		return (this.next > 0) ? "from=" + this.next : null;
	}

	/** The parameters of the last page. */
	public String end() {
		return (this.view == View.WHOLE) ? "from=" + Math.max(1, this.lines - LINES + 1) : "before=" + (this.lines + 1);
	}

	/** The line from which one goes on to the next error, or to the next that matches. */
	public long place() {
		return (this.shown.target() > 0) ? this.shown.target() : Math.max(1, this.shown.first());
	}

	/** Whether the text is only what the platform shows of it. */
	public boolean isPreview() {
		return this.log.completeness() == Completeness.PREVIEW;
	}

	/** A number with its thousands apart. */
	public static String number(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

	/** What is shown of a log. */
	public enum View {

		WHOLE, FOLDED, FILTERED

	}

}
