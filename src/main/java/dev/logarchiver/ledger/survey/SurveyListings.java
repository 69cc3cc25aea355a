package dev.logarchiver.ledger.survey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.logarchiver.ledger.Columns;
import dev.logarchiver.run.Run;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the platform listed of the whole account for a tick, for all shards that share it:
 * one of them reads it. It is worth taking for ten minutes, by the database's clock.
 */
@Repository
public class SurveyListings {

	private static final String FRESH = "kept_at >= CURRENT_TIMESTAMP - INTERVAL '10' MINUTE";

	/** So many runs lie in a row. */
	private static final int PAGE = 1000;

	private final JdbcClient jdbc;

	SurveyListings(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The newest listing of a tick.
	 * @param tick the tick
	 * @param from the creation of the earliest run that it has to reach back to
	 * @return the listing; empty where there is none that is fresh
	 */
	public Optional<Listing> find(Tick tick, Instant from) {
		return this.jdbc
			.sql("SELECT listing_id, window_from, began_at FROM survey_listing WHERE source_id = ? AND job = ? "
					+ "AND scheduled_at = ? AND shards = ? AND window_from <= ? AND " + FRESH
					+ " ORDER BY began_at DESC, listing_id DESC LIMIT 1")
			.params(tick.source(), tick.job(), Columns.time(tick.scheduledAt()), tick.shards(), Columns.time(from))
			.query((row, _) -> read(row.getLong("listing_id"), Columns.instant(row, "window_from"),
					Columns.instant(row, "began_at")))
			.optional();
	}

	private Listing read(long id, Instant from, Instant beganAt) {
		List<Run> runs = new ArrayList<>();
		List<String> unreadable = new ArrayList<>();
		this.jdbc.sql("SELECT content FROM survey_listing_page WHERE listing_id = ? ORDER BY page_number")
			.param(id)
			.query((row) -> {
				PackedRuns.read(row.getBytes("content"), runs, unreadable);
			});
		return new Listing(from, beganAt, runs, unreadable);
	}

	/** Keeps a listing, and forgets those of earlier ticks of the job. */
	@Transactional
	public void keep(Tick tick, Listing listing) {
		this.jdbc
			.sql("DELETE FROM survey_listing WHERE source_id = ? AND job = ? AND (scheduled_at < ? OR NOT (" + FRESH
					+ "))")
			.params(tick.source(), tick.job(), Columns.time(tick.scheduledAt()))
			.update();
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				INSERT INTO survey_listing (source_id, job, scheduled_at, shards, window_from, began_at, kept_at)
				VALUES (?, ?, ?, ?, ?, ?, CURRENT_TIMESTAMP)""")
			.params(tick.source(), tick.job(), Columns.time(tick.scheduledAt()), tick.shards(),
					Columns.time(listing.from()), Columns.time(listing.beganAt()))
			.update(key, "listing_id");
		long id = Objects.requireNonNull(key.getKeyAs(Long.class));
		addPage(id, 0, PackedRuns.of(List.of(), listing.unreadable()));
		for (int start = 0; start < listing.runs().size(); start += PAGE) {
			int end = Math.min(start + PAGE, listing.runs().size());
			addPage(id, 1 + start / PAGE, PackedRuns.of(listing.runs().subList(start, end), List.of()));
		}
	}

	private void addPage(long listing, int number, byte[] content) {
		this.jdbc.sql("INSERT INTO survey_listing_page (listing_id, page_number, content) VALUES (?, ?, ?)")
			.params(listing, number, content)
			.update();
	}

	/**
	 * What shards have in common.
	 *
	 * @param source whom the survey asks
	 * @param job the job's name
	 * @param scheduledAt the tick
	 * @param shards how many they are
	 */
	public record Tick(long source, String job, Instant scheduledAt, int shards) {

		/** The name of the lock of whoever reads the listing. */
		public String lock() {
			return "listing of " + this.source + " " + this.job + " " + this.scheduledAt + " " + this.shards;
		}

	}

	/**
	 * All runs of the account from a time on.
	 *
	 * @param from the earliest creation of the runs that were asked for
	 * @param beganAt when the platform gave the first of them, by its clock
	 * @param runs the runs
	 * @param unreadable the slugs of the Workers of rows that are no run
	 */
	public record Listing(Instant from, Instant beganAt, List<Run> runs, List<String> unreadable) {

		public Listing {
			runs = List.copyOf(runs);
			unreadable = List.copyOf(unreadable);
		}

	}

}
