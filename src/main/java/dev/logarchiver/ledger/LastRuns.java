package dev.logarchiver.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds out from Workers' last runs of which of them other runs may have been missed. */
final class LastRuns {

	private final JdbcClient jdbc;

	LastRuns(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	CatchUps.Noted note(Map<WorkerId, LastRun> lastRuns, Instant began, Instant now) {
		SortedMap<String, LastRun> runs = new TreeMap<>();
		lastRuns.forEach((worker, run) -> runs.put(worker.value(), run));
		Map<String, Known> known = known(runs.keySet());
		Map<String, Instant> archived = newestArchived(
				runs.keySet().stream().filter((worker) -> isNew(known.get(worker))).toList());
		Set<WorkerId> due = new HashSet<>();
		Set<WorkerId> newcomers = new HashSet<>();
		runs.forEach((worker, last) -> {
			Known before = known.computeIfAbsent(worker, (_) -> insert(worker, began));
			if (isNew(before) && !archived.containsKey(worker)) {
				newcomers.add(new WorkerId(worker));
			}
			if (isNew(before) ? begin(before, last, archived.get(worker), began)
					: !last.id().value().equals(before.lastRun())) {
				Instant from = (before.listedTo() != null) ? before.listedTo() : before.wantedFrom();
				schedule(worker, last, last.to(from, now));
				due.add(new WorkerId(worker));
			}
		});
		return new CatchUps.Noted(due, newcomers);
	}

	private static boolean isNew(@Nullable Known known) {
		return known == null || known.listedTo() == null;
	}

	/**
	 * Begins with a Worker of which nothing has been listed.
	 * @return whether a listing is due
	 */
	private boolean begin(Known worker, LastRun last, @Nullable Instant archived, Instant began) {
		Instant first = worker.wantedFrom();
		if (archived != null && !archived.isAfter(first)) {
			listed(worker.worker(), archived, archived, last);
			return true;
		}
		if (!last.existedAt(first)) {
			return true;
		}
		listed(worker.worker(), last.since(first), last.since(began), last);
		return false;
	}

	private Known insert(String worker, Instant first) {
		update("INSERT INTO catch_up (worker_id, wanted_from) VALUES (?, ?) ON CONFLICT DO NOTHING", worker,
				Columns.time(first));
		return new Known(worker, first, null, null);
	}

	private void listed(String worker, Instant wantedFrom, Instant listedTo, LastRun last) {
		update("UPDATE catch_up SET wanted_from = ?, listed_to = ?, last_run = ? WHERE worker_id = ?",
				Columns.time(wantedFrom), Columns.time(listedTo), last.id().value(), worker);
	}

	private void schedule(String worker, LastRun last, Instant to) {
		update("UPDATE catch_up SET owed_to = GREATEST(COALESCE(owed_to, ?), ?), last_run = ? WHERE worker_id = ?",
				Columns.time(to), Columns.time(to), last.id().value(), worker);
	}

	private void update(String sql, Object... parameters) {
		this.jdbc.sql(sql).params(parameters).update();
	}

	private Map<String, Known> known(Collection<String> workers) {
		Map<String, Known> known = new HashMap<>();
		if (!workers.isEmpty()) {
			this.jdbc
				.sql("SELECT worker_id, wanted_from, listed_to, last_run FROM catch_up WHERE worker_id IN (:workers)")
				.param("workers", workers)
				.query((row) -> {
					String worker = row.getString("worker_id");
					known.put(worker, new Known(worker, Columns.instant(row, "wanted_from"),
							Columns.instantOrNull(row, "listed_to"), row.getString("last_run")));
				});
		}
		return known;
	}

	private Map<String, Instant> newestArchived(Collection<String> workers) {
		Map<String, Instant> newest = new HashMap<>();
		if (!workers.isEmpty()) {
			this.jdbc
				.sql("SELECT worker_id, MAX(run_at) AS newest FROM archived_log WHERE worker_id IN (:workers) "
						+ "GROUP BY worker_id")
				.param("workers", workers)
				.query((row) -> {
					newest.put(row.getString("worker_id"), Columns.instant(row, "newest"));
				});
		}
		return newest;
	}

	/** A Worker's row. */
	private record Known(String worker, Instant wantedFrom, @Nullable Instant listedTo, @Nullable String lastRun) {
	}

}
