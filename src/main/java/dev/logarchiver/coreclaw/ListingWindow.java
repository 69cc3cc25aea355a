package dev.logarchiver.coreclaw;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
	 * The windows in which to look for what was the newest at some time: its last day,
	 * which shows it nearly always, its month, and the month before. The first two may
	 * reach beyond the time, to the end of its day.
	 * @return the windows, in the order in which to look
	 */
	public static List<ListingWindow> before(Instant time) {
		LocalDate day = LocalDate.ofInstant(time, ZONE);
		Instant month = day.withDayOfMonth(1).atStartOfDay().toInstant(ZONE);
		Instant dayBefore = time.minus(Duration.ofDays(1));
		List<ListingWindow> windows = new ArrayList<>();
		if (dayBefore.isAfter(month)) {
			windows.add(new ListingWindow(dayBefore, day));
		}
		windows.add(new ListingWindow(month, day));
		LocalDate last = day.withDayOfMonth(1).minusDays(1);
		windows.add(new ListingWindow(last.withDayOfMonth(1).atStartOfDay().toInstant(ZONE), last));
		return windows;
	}

	/**
	 * From a time to the end of a day of the same month.
	 * @param start when the earliest run was created; what lies within its second too
	 * @param day any time of the last day
	 */
	public static ListingWindow of(Instant start, Instant day) {
		return new ListingWindow(start, LocalDate.ofInstant(day, ZONE));
	}

	/**
	 * The part of it from a time on.
	 * @param time the time, in whole seconds; what lies within them is left out
	 * @return the part, all of it where it begins later; empty if it ends before
	 */
	public Optional<ListingWindow> from(Instant time) {
		Instant whole = time.truncatedTo(ChronoUnit.SECONDS);
		Instant from = whole.equals(time) ? time : whole.plusSeconds(1);
		if (!from.isAfter(this.start)) {
			return Optional.of(this);
		}
		return LocalDate.ofInstant(from, ZONE).isAfter(this.lastDay) ? Optional.empty()
				: Optional.of(new ListingWindow(from, this.lastDay));
	}

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
