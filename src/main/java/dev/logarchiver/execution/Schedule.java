package dev.logarchiver.execution;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.support.CronExpression;

/**
 * The ticks of a job: the moments that a line of a crontab means in a time zone. As with
 * cron, an hour that is given as {@code *} goes on by elapsed time while summer time
 * begins or ends. Any other is a time on the clock, to which each day has one tick: one
 * that a change skips comes at the change, one that comes twice counts the first time.
 *
 * @param expressions the days and times; a tick is a tick of any of them
 * @param zone the time zone
 * @param elapses whether it goes by elapsed time
 */
public record Schedule(List<CronExpression> expressions, ZoneId zone, boolean elapses) {

	private static final int HOUR = 1;

	private static final int DAY_OF_MONTH = 2;

	private static final int DAY_OF_WEEK = 4;

	private static final String ANY = "*";

	/** How far back a last tick is looked for at first. */
	private static final Duration LOOK_BACK = Duration.ofHours(1);

	public Schedule {
		expressions = List.copyOf(expressions);
	}

	/**
	 * Reads a schedule.
	 * @param crontab five fields of a crontab, or {@code @daily} and the like
	 * @param zone the time zone
	 * @throws IllegalArgumentException if it is none
	 */
	static Schedule parse(String crontab, ZoneId zone) {
		if (crontab.startsWith("@")) {
			return new Schedule(List.of(CronExpression.parse(crontab)), zone, crontab.equals("@hourly"));
		}
		String[] fields = crontab.split(" +");
		boolean elapses = fields[HOUR].startsWith(ANY);
		// where both are restricted, cron takes the days that either means
		if (fields[DAY_OF_MONTH].startsWith(ANY) || fields[DAY_OF_WEEK].startsWith(ANY)) {
			return new Schedule(List.of(expression(fields)), zone, elapses);
		}
		String[] byMonth = fields.clone();
		byMonth[DAY_OF_WEEK] = ANY;
		fields[DAY_OF_MONTH] = ANY;
		return new Schedule(List.of(expression(byMonth), expression(fields)), zone, elapses);
	}

	private static CronExpression expression(String[] fields) {
		return CronExpression.parse("0 " + String.join(" ", fields));
	}

	/** Whether there is any tick: there is none on a 30th of February. */
	boolean isPossible() {
		return this.expressions.stream()
			.anyMatch((expression) -> expression.next(LocalDateTime.of(2000, 1, 1, 0, 0)) != null);
	}

	/**
	 * The next tick.
	 * @param after what it comes after
	 * @return the tick; empty if there is none any more
	 */
	public Optional<Instant> next(Instant after) {
		return this.expressions.stream()
			.map((expression) -> this.elapses ? elapsing(expression, after) : byTheClock(expression, after))
			.filter(Objects::nonNull)
			.min(Comparator.naturalOrder());
	}

	private @Nullable Instant elapsing(CronExpression expression, Instant after) {
		ZonedDateTime next = expression.next(after.atZone(this.zone));
		return (next != null) ? next.toInstant() : null;
	}

	private @Nullable Instant byTheClock(CronExpression expression, Instant after) {
		return clockTimes(expression, after).map(this::instant)
			.filter((tick) -> tick.isAfter(after))
			.findFirst()
			.orElse(null);
	}

	private Stream<LocalDateTime> clockTimes(CronExpression expression, Instant after) {
		UnaryOperator<@Nullable LocalDateTime> next = (time) -> (time != null) ? expression.next(time) : null;
		return Stream.iterate(next.apply(LocalDateTime.ofInstant(after, this.zone)), Objects::nonNull, next);
	}

	private Instant instant(LocalDateTime time) {
		List<ZoneOffset> offsets = this.zone.getRules().getValidOffsets(time);
		ZoneOffsetTransition change = this.zone.getRules().getTransition(time);
		return (offsets.isEmpty() && change != null) ? change.getInstant() : time.atZone(this.zone).toInstant();
	}

	/**
	 * The last tick.
	 * @param after what it comes after
	 * @param until the last moment that it may be at
	 * @return the tick; empty if there is none between the two
	 */
	public Optional<Instant> last(Instant after, Instant until) {
		Duration back = LOOK_BACK;
		while (until.minus(back).isAfter(after)) {
			Instant last = lastOf(until.minus(back), until);
			if (last != null) {
				return Optional.of(last);
			}
			back = back.multipliedBy(8);
		}
		return Optional.ofNullable(lastOf(after, until));
	}

	private @Nullable Instant lastOf(Instant after, Instant until) {
		Instant last = null;
		for (Instant tick = next(after).orElse(null); tick != null
				&& !tick.isAfter(until); tick = next(tick).orElse(null)) {
			last = tick;
		}
		return last;
	}

	/** Whether a moment is a tick. */
	public boolean has(Instant moment) {
		return next(moment.minusNanos(1)).filter(moment::equals).isPresent();
	}

}
