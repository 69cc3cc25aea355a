package dev.logarchiver.ledger.survey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.logarchiver.ledger.Columns;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The platform's own names of Workers, which say whose a listed run is. Several listed
 * Workers may have the same one.
 */
@Repository
public class WorkerSlugs {

	private static final int LOOKUP = 500;

	private final JdbcClient jdbc;

	WorkerSlugs(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Whose slugs are.
	 * @param list the list
	 * @param slugs the slugs
	 * @return the listed Workers of each; none for a slug that only unlisted Workers
	 * have, no entry for one that no known Worker has
	 */
	public Map<String, List<Owner>> owners(long list, Collection<String> slugs) {
		Map<String, List<Owner>> owners = new HashMap<>();
		List<String> all = List.copyOf(slugs);
		for (int start = 0; start < all.size(); start += LOOKUP) {
			this.jdbc.sql("""
					SELECT slug, state.worker_id, entry.entry_number, catch_up.wanted_from FROM surveyed_worker state
					LEFT JOIN worker_list_entry entry ON entry.list_id = :list AND entry.worker_id = state.worker_id
					LEFT JOIN catch_up ON catch_up.worker_id = entry.worker_id
					WHERE slug IN (:slugs) ORDER BY state.worker_id""")
				.param("list", list)
				.param("slugs", all.subList(start, Math.min(start + LOOKUP, all.size())))
				.query((row) -> {
					List<Owner> of = owners.computeIfAbsent(row.getString("slug"), (_) -> new ArrayList<>());
					long entry = row.getLong("entry_number");
					if (entry > 0) {
						of.add(new Owner(new WorkerId(row.getString("worker_id")), entry,
								Columns.instantOrNull(row, "wanted_from")));
					}
				});
		}
		return owners;
	}

	/**
	 * Gives each Worker of a list a row, in which its slug can be kept; in the order of
	 * their keys, lest jobs with Workers in common deadlock.
	 */
	public void prepare(long list) {
		this.jdbc.sql("""
				INSERT INTO surveyed_worker (worker_id, source_id) SELECT worker_id, 0 FROM worker_list_entry entry
				WHERE list_id = ? AND worker_id IS NOT NULL AND NOT EXISTS
					(SELECT 1 FROM surveyed_worker state WHERE state.worker_id = entry.worker_id)
				ORDER BY worker_id ON CONFLICT DO NOTHING""").param(list).update();
	}

	/** The numbers of the entries of a list of which the slug is known. */
	public BitSet known(long list) {
		BitSet known = new BitSet();
		this.jdbc.sql("""
				SELECT entry_number FROM worker_list_entry entry
				JOIN surveyed_worker state ON state.worker_id = entry.worker_id
				WHERE entry.list_id = ? AND slug <> ''""").param(list).query((row) -> {
			known.set(Math.toIntExact(row.getLong("entry_number")));
		});
		return known;
	}

	/**
	 * How many Workers of a list have no known slug.
	 * @param asked whether only those count that were asked, and so told no slug
	 */
	public long unknown(long list, boolean asked) {
		return this.jdbc.sql("""
				SELECT COUNT(*) FROM worker_list_entry entry
				JOIN surveyed_worker state ON state.worker_id = entry.worker_id
				WHERE entry.list_id = ? AND (slug IS NULL OR slug = '') AND (asked_at IS NOT NULL OR NOT ?)""")
			.params(list, asked)
			.query(Long.class)
			.single();
	}

	/** The first Workers of a list that have no known slug, though they have a row. */
	public List<WorkerId> withoutSlug(long list, int limit) {
		return this.jdbc.sql("""
				SELECT state.worker_id FROM worker_list_entry entry
				JOIN surveyed_worker state ON state.worker_id = entry.worker_id
				WHERE entry.list_id = ? AND (slug IS NULL OR slug = '') ORDER BY entry_number LIMIT ?""")
			.params(list, limit)
			.query(Columns::worker)
			.list();
	}

	/**
	 * Learns a Worker's slug from the account's list of Workers, where the Worker has a
	 * row. A Worker that had another one is asked by the next execution.
	 * @param worker the Worker as it may be listed
	 * @param slug its slug
	 * @param now the time
	 */
	public void learn(String worker, String slug, Instant now) {
		this.jdbc.sql("""
				UPDATE surveyed_worker SET covered_to = CASE WHEN slug = :slug THEN covered_to END, slug = :slug,
				slug_at = :now WHERE worker_id = :worker""")
			.param("slug", slug)
			.param("now", Columns.time(now))
			.param("worker", worker)
			.update();
	}

	/**
	 * A Worker of a list.
	 *
	 * @param worker the Worker as listed
	 * @param entry its place in the list
	 * @param wantedFrom from when on its runs are wanted; null when nothing is known yet
	 */
	public record Owner(WorkerId worker, long entry, @Nullable Instant wantedFrom) {
	}

}
