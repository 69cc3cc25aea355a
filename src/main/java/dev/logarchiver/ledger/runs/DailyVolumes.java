package dev.logarchiver.ledger.runs;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.logarchiver.ledger.Columns;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How much is archived of each day. */
@Repository
public class DailyVolumes {

	private static final String BY_DAY = """
			SELECT CAST(run_at AT TIME ZONE 'UTC' AS DATE) AS run_day,
				COUNT(CASE WHEN revision = 1 THEN 1 END) AS runs, SUM(text_size) AS bytes
			FROM archived_log WHERE run_at >= ? AND run_at < ?
			GROUP BY CAST(run_at AT TIME ZONE 'UTC' AS DATE)""";

	private final JdbcClient jdbc;

	DailyVolumes(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Adds up each day.
	 * @param first the first day, in UTC
	 * @param last the last one
	 * @return one for each day, also for those without runs, in their order
	 */
	public List<DailyVolume> between(LocalDate first, LocalDate last) {
		Map<LocalDate, DailyVolume> found = this.jdbc.sql(BY_DAY)
			.param(Columns.time(first.atStartOfDay().toInstant(ZoneOffset.UTC)))
			.param(Columns.time(last.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)))
			.query((row, _) -> new DailyVolume(row.getObject("run_day", LocalDate.class), row.getLong("runs"),
					row.getLong("bytes")))
			.list()
			.stream()
			.collect(Collectors.toMap(DailyVolume::day, (volume) -> volume));
		return first.datesUntil(last.plusDays(1))
			.map((day) -> found.getOrDefault(day, new DailyVolume(day, 0, 0)))
			.toList();
	}

}
