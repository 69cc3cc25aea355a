package dev.logarchiver.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.logarchiver.run.WorkerPattern;

/**
 * Patterns of Workers as an SQL condition. The patterns stand in it as they are, since
 * they consist of harmless characters only: H2 looks up in an index what a text begins
 * with when it knows the beginning before the values of parameters.
 */
final class WorkerCondition {

	private WorkerCondition() {
	}

	/**
	 * The condition under which one of the patterns fits.
	 * @param patterns at least one
	 * @param byIndex whether an index may be used that begins with the Worker
	 */
	static String of(List<WorkerPattern> patterns, boolean byIndex) {
		List<String> exact = new ArrayList<>();
		List<String> conditions = new ArrayList<>();
		for (WorkerPattern pattern : patterns) {
			if (pattern.hasWildcard()) {
				conditions.add("worker_id LIKE '" + like(pattern) + "'");
			}
			else {
				exact.add("'" + pattern.value() + "'");
			}
		}
		if (!exact.isEmpty()) {
			conditions.add("worker_id IN (" + String.join(", ", exact) + ")");
		}
		String condition = "(" + String.join(" OR ", conditions) + ")";
		// PostgreSQL takes such an expression to be true for every second row: it passes
		// over the others
		return byIndex ? condition : "CASE WHEN " + condition + " THEN TRUE ELSE FALSE END";
	}

	private static String like(WorkerPattern pattern) {
		return pattern.value().replace("_", "\\_").replace('*', '%').replace('?', '_');
	}

}
