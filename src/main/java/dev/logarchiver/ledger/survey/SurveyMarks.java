package dev.logarchiver.ledger.survey;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.logarchiver.ledger.Columns;
import dev.logarchiver.run.Shard;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Up to when complete surveys cover the Workers of a list. A survey moves the cover of
 * its list; a Worker has a mark of its own from when it was last asked.
 */
@Repository
public class SurveyMarks {

	/** A list that changes leaves many before it; the latest ones say enough. */
	private static final int OTHERS = 5;

	private static final int MOST_OTHERS = OTHERS * Shard.MOST;

	private final JdbcClient jdbc;

	private final WorkerSlugs slugs;

	SurveyMarks(JdbcClient jdbc, WorkerSlugs slugs) {
		this.jdbc = jdbc;
		this.slugs = slugs;
	}

	/**
	 * Begins with a list that was never surveyed: each of its Workers has a row from now
	 * on, and keeps what surveys of other lists cover. To be called within a transaction.
	 * @param source whom it asks
	 * @param list the list
	 * @param shards how many lists like this one make up the list of a tick
	 */
	public void prepare(long source, long list, int shards) {
		int first = this.jdbc
			.sql("INSERT INTO survey_cover (source_id, list_id, shards) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
			.params(source, list, shards)
			.update();
		if (first == 0) {
			return;
		}
		this.slugs.prepare(list);
		for (Other other : others(source, list).reversed()) {
			this.jdbc.sql("""
					UPDATE surveyed_worker SET covered_to = :to WHERE source_id = :source
					AND covered_to >= :from AND covered_to < :to AND worker_id IN
					(SELECT worker_id FROM worker_list_entry WHERE list_id = :list)""")
				.param("to", Columns.time(other.cover().to()))
				.param("from", Columns.time(other.cover().from()))
				.param("source", source)
				.param("list", other.list())
				.update();
		}
	}

	/** The latest first: as many as make up some whole lists, which may be in shards. */
	private List<Other> others(long source, long list) {
		List<Other> latest = this.jdbc.sql("""
				SELECT list_id, covers_from, covers_to, shards FROM survey_cover
				WHERE source_id = ? AND list_id <> ? AND covers_to IS NOT NULL ORDER BY covers_to DESC LIMIT ?""")
			.params(source, list, MOST_OTHERS)
			.query((row, _) -> new Other(row.getLong("list_id"),
					new Cover(Columns.instant(row, "covers_from"), Columns.instant(row, "covers_to")),
					row.getInt("shards")))
			.list();
		List<Other> others = new ArrayList<>();
		double lists = 0;
		for (Other other : latest) {
			if (lists >= OTHERS) {
				break;
			}
			others.add(other);
			lists += 1.0 / other.shards();
		}
		return others;
	}

	/** What the surveys of a list cover so far; null when there was none. */
	public @Nullable Cover cover(long source, long list) {
		return this.jdbc.sql("""
				SELECT covers_from, covers_to FROM survey_cover
				WHERE source_id = ? AND list_id = ? AND covers_to IS NOT NULL""")
			.params(source, list)
			.query((row, _) -> new Cover(Columns.instant(row, "covers_from"), Columns.instant(row, "covers_to")))
			.optional()
			.orElse(null);
	}

	/**
	 * Up to when the Workers of a list are covered, each time with how many Workers; only
	 * those of known slug that were asked with the same key.
	 */
	public Marks marks(long source, long list) {
		Cover cover = cover(source, list);
		List<Mark> marks = this.jdbc.sql("""
				SELECT covered_to, COUNT(*) AS workers FROM worker_list_entry entry
				JOIN surveyed_worker state ON state.worker_id = entry.worker_id
				WHERE entry.list_id = ? AND source_id = ? AND covered_to IS NOT NULL AND slug <> ''
				GROUP BY covered_to""")
			.params(list, source)
			.query((row, _) -> new Mark(Columns.instant(row, "covered_to"), row.getLong("workers")))
			.list();
		List<Mark> moved = new ArrayList<>();
		marks.forEach((mark) -> moved
			.add((cover != null && cover.contains(mark.time())) ? new Mark(cover.to(), mark.workers()) : mark));
		return new Marks(cover, moved);
	}

	/** Moves what the surveys of a list cover, never backwards. */
	public void move(long source, long list, Cover cover) {
		this.jdbc.sql("""
				UPDATE survey_cover SET covers_from = ?, covers_to = ? WHERE source_id = ? AND list_id = ?
				AND (covers_to IS NULL OR covers_to < ?)""")
			.params(Columns.time(cover.from()), Columns.time(cover.to()), source, list, Columns.time(cover.to()))
			.update();
	}

	/**
	 * What the surveys of a list cover.
	 *
	 * @param from a Worker with a mark of its own from then on
	 * @param to is covered up to then
	 */
	public record Cover(Instant from, Instant to) {

		public boolean contains(Instant mark) {
			return !mark.isBefore(this.from) && !mark.isAfter(this.to);
		}

	}

	/**
	 * Up to when Workers are covered.
	 *
	 * @param workers how many
	 */
	public record Mark(Instant time, long workers) {
	}

	/**
	 * Up to when the Workers of a list are covered.
	 *
	 * @param cover what surveys of the list cover so far
	 * @param marks the times
	 */
	public record Marks(@Nullable Cover cover, List<Mark> marks) {

		private static final Duration TOO_OLD = Duration.ofDays(3);

		/** How many Workers there are. */
		public long workers() {
			return this.marks.stream().mapToLong(Mark::workers).sum();
		}

		/** How many Workers are covered up to a time at least. */
		public long workersSince(Instant floor) {
			return this.marks.stream().filter((mark) -> !mark.time().isBefore(floor)).mapToLong(Mark::workers).sum();
		}

		/**
		 * The earliest time that a survey reaches back to; there must be one. A Worker
		 * whose time is much older than the others' is asked.
		 */
		public Instant oldest() {
			Instant floor = newest().minus(TOO_OLD);
			return times().filter((time) -> !time.isBefore(floor)).min(Instant::compareTo).orElseThrow();
		}

		/** The latest time up to which any Worker is covered; there must be one. */
		public Instant newest() {
			return times().max(Instant::compareTo).orElseThrow();
		}

		private Stream<Instant> times() {
			return this.marks.stream().map(Mark::time);
		}

		/**
		 * What is covered after a survey.
		 * @param oldest the earliest mark that its window reaches
		 * @param to its beginning
		 */
		public Cover after(Instant oldest, Instant to) {
			boolean extended = this.cover != null
					&& this.marks.stream().anyMatch((mark) -> Objects.equals(mark.time(), this.cover.to()))
					&& !oldest.isAfter(this.cover.to());
			Instant from = (extended && this.cover != null && this.cover.from().isBefore(oldest)) ? this.cover.from()
					: oldest;
			return new Cover(from, to);
		}

	}

	private record Other(long list, Cover cover, int shards) {
	}

}
