package dev.logarchiver.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The condition that a filter becomes.
 *
 * @param where the SQL condition with named parameters
 * @param order the SQL order, newest run first
 * @param parameters the values
 */
record LogQuery(String where, String order, Map<String, Object> parameters) {

	/**
	 * Before any run. H2 uses an index for a range, but not for what is not null, and has
	 * the nulls at the end of the index, where reading begins.
	 */
	static final Instant EVER = Instant.parse("0001-01-01T00:00:00Z");

	/** After any run: a ULID's time ends in the year 10889. */
	static final Instant NEVER = Instant.parse("+100000-01-01T00:00:00Z");

	static LogQuery of(LogFilter filter) {
		String time = filter.withErrors() ? "errors_at" : "run_at";
		Instant since = filter.withErrors() ? Objects.requireNonNullElse(filter.since(), EVER) : filter.since();
		Instant until = filter.withErrors() ? Objects.requireNonNullElse(filter.until(), NEVER) : filter.until();
		List<String> conditions = new ArrayList<>(List.of("TRUE"));
		Map<String, Object> parameters = new HashMap<>();
		if (filter.worker() != null) {
			conditions.add("worker_id = :worker");
			parameters.put("worker", filter.worker().value());
		}
		if (since != null) {
			conditions.add(time + " >= :since");
			parameters.put("since", since.atOffset(ZoneOffset.UTC));
		}
		if (until != null) {
			conditions.add(time + " < :until");
			parameters.put("until", until.atOffset(ZoneOffset.UTC));
		}
		if (filter.status() != null) {
			conditions.add("run_status = :status");
			parameters.put("status", filter.status().toString());
		}
		return new LogQuery("WHERE " + String.join(" AND ", conditions),
				" ORDER BY " + time + " DESC, run_id DESC, revision DESC", Map.copyOf(parameters));
	}

}
