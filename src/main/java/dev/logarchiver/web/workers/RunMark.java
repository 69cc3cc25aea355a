package dev.logarchiver.web.workers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.lines.errors.ErrorLines;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.Units;
import dev.logarchiver.web.page.LogLink;
import org.jspecify.annotations.Nullable;

/**
 * A run in the strip of the last ones.
 *
 * @param link its log's page
 * @param status how it ended: the name of a style, a colour and a sign
 * @param height how high its bar is, from 0 to 4, by the number of error lines
 * @param words the same in words
 */
public record RunMark(String link, String status, int height, String words) {

	private static final int HIGHEST = 4;

	/**
	 * Makes a strip.
	 * @param logs the logs, newest run first and newest revision of each before the
	 * others
	 * @param most at most so many runs
	 * @return oldest run first
	 */
	static List<RunMark> of(Collection<ArchivedLog> logs, int most) {
		Map<RunId, ArchivedLog> runs = new LinkedHashMap<>();
		logs.forEach((log) -> runs.putIfAbsent(log.runId(), log));
		return new ArrayList<>(runs.values().stream().limit(most).map(RunMark::of).toList()).reversed();
	}

	private static RunMark of(ArchivedLog log) {
		String status = log.run().status().toString();
		ErrorLines errors = log.text().errors();
		String counted = (errors != null) ? Units.count(errors.count(), "error line") : "error lines not counted";
		return new RunMark(LogLink.of(log), status, height(errors), "%s %s%s, %s".formatted(Units.dateTime(log.runAt()),
				status, log.isFinal() ? "" : " (partial)", counted));
	}

	/** By how many digits the number has. */
	private static int height(@Nullable ErrorLines errors) {
		return (errors == null || errors.count() == 0) ? 0 : Math.min(HIGHEST, String.valueOf(errors.count()).length());
	}

}
