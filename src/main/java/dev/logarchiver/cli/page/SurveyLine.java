package dev.logarchiver.cli.page;

import java.util.Locale;

import dev.logarchiver.ledger.survey.SurveyRecord;
import org.jspecify.annotations.Nullable;

/** What a survey showed, in a line. */
final class SurveyLine {

	private static final String INDENT = "  ";

	private SurveyLine() {
	}

	static String of(@Nullable SurveyRecord survey) {
		return (survey == null) ? "" : INDENT + switch (survey.state()) {
			case COMPLETE ->
				String.format(Locale.ROOT, "asked for news once: %,d of %s %s new runs (%s, %s asked as a check)",
						survey.news(), count(survey.workers(), "Worker"), (survey.news() == 1) ? "has" : "have",
						count(survey.calls(), "call"), count(survey.checks(), "Worker"));
			case UNAVAILABLE -> "asked for news once, without a usable answer: every Worker was asked";
			case SUSPECT -> "asked for news once, but the platform's list is incomplete: every Worker was asked";
		} + "\n";
	}

	private static String count(long number, String one) {
		return String.format(Locale.ROOT, "%,d %s%s", number, one, (number == 1) ? "" : "s");
	}

}
