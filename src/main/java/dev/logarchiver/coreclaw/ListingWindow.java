package dev.logarchiver.coreclaw;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of one calendar month, which a listing of runs can't cross. The platform
 * counts months and days by the clock of UTC+8 and takes whole days at the end.
 *
 * @param start when the earliest run was created
 * @param lastDay the day on which the latest run was created
 */
public record ListingWindow(Instant start, LocalDate lastDay) {

	private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

	public ListingWindow {
		LocalDate firstDay = LocalDate.ofInstant(start, ZONE);
		if (lastDay.isBefore(firstDay) || !YearMonth.from(lastDay).equals(YearMonth.from(firstDay))) {
			throw new IllegalArgumentException(
					"Window from " + start + " to " + lastDay + ": expected two days of one month, in their order");
		}
	}

	/**
	 * Covers a range of time; the last window may reach beyond it, to the end of a day.
	 * @param from the range's start
	 * @param to the range's end
	 * @return one window a month, the earliest first; none where the range is empty
	 */
	public static List<ListingWindow> covering(Instant from, Instant to) {
		List<ListingWindow> windows = new ArrayList<>();
		LocalDate end = LocalDate.ofInstant(to, ZONE);
		OffsetDateTime start = from.atOffset(ZONE);
		while (!start.toInstant().isAfter(to)) {
			LocalDate endOfMonth = YearMonth.from(start).atEndOfMonth();
			windows.add(new ListingWindow(start.toInstant(), end.isBefore(endOfMonth) ? end : endOfMonth));
			start = endOfMonth.plusDays(1).atStartOfDay().atOffset(ZONE);
		}
		return windows;
	}

	/**
	 * The month that it lies in.
	 * @return the month by the platform's clock
	 */
	public YearMonth month() {
		return YearMonth.from(this.lastDay);
	}

	/**
	 * The window as the API takes it.
	 * @return the parameters of the query, in Unix seconds
	 */
	String query() {
		return "start_time=" + this.start.getEpochSecond() + "&end_time="
				+ this.lastDay.atStartOfDay().toEpochSecond(ZONE);
	}

}
