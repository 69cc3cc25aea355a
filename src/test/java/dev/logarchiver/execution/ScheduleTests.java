package dev.logarchiver.execution;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ticks of schedules are those that a crontab means.
 */
class ScheduleTests {

	private static List<String> ticks(String crontab, String zone, String after, int number) {
		Schedule schedule = Schedule.parse(crontab, ZoneId.of(zone));
		return Stream.iterate(Instant.parse(after), Objects::nonNull, (tick) -> schedule.next(tick).orElse(null))
			.skip(1)
			.limit(number)
			.map(Instant::toString)
			.toList();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			15 3 * * *   | 2026-01-01T00:00:00Z | 2026-01-01T03:15:00Z 2026-01-02T03:15:00Z
			*/20 * * * * | 2026-01-01T00:05:00Z | 2026-01-01T00:20:00Z 2026-01-01T00:40:00Z 2026-01-01T01:00:00Z
			@daily       | 2026-01-01T00:00:00Z | 2026-01-02T00:00:00Z
			@hourly      | 2026-01-01T00:00:00Z | 2026-01-01T01:00:00Z
			0 9 * * 7    | 2026-01-01T00:00:00Z | 2026-01-04T09:00:00Z 2026-01-11T09:00:00Z
			0 9 * * 0    | 2026-01-01T00:00:00Z | 2026-01-04T09:00:00Z
			0 0 29 2 *   | 2026-01-01T00:00:00Z | 2028-02-29T00:00:00Z 2032-02-29T00:00:00Z
			""")
	void areThoseOfTheFields(String crontab, String after, String ticks) {
		List<String> expected = List.of(ticks.split(" ", -1));
		assertThat(ticks(crontab, "UTC", after, expected.size())).isEqualTo(expected);
	}

	/** As cron(8) has it: only where both fields say something, either is enough. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			0 0 13 * 5   | 2026-01-02T00:00:00Z 2026-01-09T00:00:00Z 2026-01-13T00:00:00Z 2026-01-16T00:00:00Z
			0 0 13 * *   | 2026-01-13T00:00:00Z 2026-02-13T00:00:00Z
			0 0 */13 * 5 | 2026-02-27T00:00:00Z
			""")
	void aDayOfTheMonthOrOfTheWeek(String crontab, String ticks) {
		List<String> expected = List.of(ticks.split(" ", -1));
		assertThat(ticks(crontab, "UTC", "2026-01-01T00:00:00Z", expected.size())).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			30 2 * * *     | 2026-03-28T01:30:00Z 2026-03-29T01:00:00Z 2026-03-30T00:30:00Z
			0,30 2-3 * * * | 2026-03-28T01:00:00Z 2026-03-28T01:30:00Z 2026-03-28T02:00:00Z 2026-03-28T02:30:00Z \
			2026-03-29T01:00:00Z 2026-03-29T01:30:00Z 2026-03-30T00:00:00Z
			0 * * * *      | 2026-03-27T23:00:00Z
			""")
	void whatSummerTimeSkipsComesWhenItBegins(String crontab, String ticks) {
		List<String> expected = List.of(ticks.split(" +", -1));
		assertThat(ticks(crontab, "Europe/Berlin", "2026-03-27T22:30:00Z", expected.size())).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			30 2 * * *     | 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z
			0,30 2-3 * * * | 2026-10-25T00:00:00Z 2026-10-25T00:30:00Z 2026-10-25T02:00:00Z 2026-10-25T02:30:00Z
			30 * * * *     | 2026-10-24T22:30:00Z 2026-10-24T23:30:00Z 2026-10-25T00:30:00Z 2026-10-25T01:30:00Z \
			2026-10-25T02:30:00Z
			""")
	void whatComesTwiceAtItsEndCountsTheFirstTimeUnlessItIsHourly(String crontab, String ticks) {
		List<String> expected = List.of(ticks.split(" +", -1));
		assertThat(ticks(crontab, "Europe/Berlin", "2026-10-24T22:00:00Z", expected.size())).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "15 3 * * *, PT1H, ''", "15 3 * * *, PT3H, 2026-06-15T03:15:00Z",
			"15 3 * * *, PT90H, 2026-06-15T03:15:00Z", "15 3 1 * *, PT2000H, 2026-06-01T03:15:00Z",
			"15 5 * * *, PT2H, 2026-06-15T05:15:00Z", "0 0 29 2 *, P3000D, 2024-02-29T00:00:00Z",
			"* * * * *, PT90000H, 2026-06-15T05:15:00Z", "15 4 * * *, PT1H, ''" })
	void theLastOneIsFound(String crontab, Duration span, String expected) {
		Instant now = Instant.parse("2026-06-15T05:15:00Z");
		assertThat(
				Schedule.parse(crontab, ZoneId.of("UTC")).last(now.minus(span), now).map(Instant::toString).orElse(""))
			.isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "2026-06-15T03:15:00Z, true", "2026-06-15T03:15:00.000001Z, false", "2026-06-15T03:16:00Z, false" })
	void knowsItsTicks(Instant moment, boolean isTick) {
		assertThat(Schedule.parse("15 3 * * *", ZoneId.of("UTC")).has(moment)).isEqualTo(isTick);
	}

}
