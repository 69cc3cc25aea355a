package dev.logarchiver.ledger;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The condition that a filter becomes.
 *
 * @param where the SQL condition with named parameters
 * @param parameters their values
 */
record LogQuery(String where, Map<String, Object> parameters) {

	static LogQuery of(LogFilter filter) {
		List<String> conditions = new ArrayList<>(List.of("TRUE"));
		Map<String, Object> parameters = new HashMap<>();
		if (filter.worker() != null) {
			conditions.add("worker_id = :worker");
			parameters.put("worker", filter.worker().value());
		}
		if (filter.since() != null) {
			conditions.add("run_at >= :since");
			parameters.put("since", filter.since().atOffset(ZoneOffset.UTC));
		}
		if (filter.until() != null) {
			conditions.add("run_at < :until");
			parameters.put("until", filter.until().atOffset(ZoneOffset.UTC));
		}
		if (filter.status() != null) {
			conditions.add("run_status = :status");
			parameters.put("status", filter.status().toString());
		}
		return new LogQuery("WHERE " + String.join(" AND ", conditions), Map.copyOf(parameters));
	}

}
