package dev.logarchiver.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What was measured. All are gauges: a batch job has nothing that grows over time, and
 * reports its last execution.
 */
final class Meters {

	private static final double MILLIS = 1000;

	private final Group group;

	private final boolean complete;

	private final List<Value> values = new ArrayList<>();

	/**
	 * Creates meters without values.
	 * @param complete whether what isn't among them is to be forgotten
	 */
	Meters(Group group, boolean complete) {
		this.group = group;
		this.complete = complete;
	}

	Group group() {
		return this.group;
	}

	/**
	 * Whether they are all that there is. Otherwise what was published before still
	 * holds.
	 */
	boolean isComplete() {
		return this.complete;
	}

	List<Value> values() {
		return this.values;
	}

	Meters add(Measure measure, double value, String... label) {
		// "job" alone is Prometheus' own label
		Map<String, String> labels = new TreeMap<>(
				Map.of("job_name", this.group.job(), "command", this.group.command()));
		this.group.shard().ifPresent((shard) -> labels.put("shard", shard));
		if (label.length > 0) {
			labels.put(label[0], label[1]);
		}
		this.values.add(new Value(measure, value, labels));
		return this;
	}

	Meters add(Measure measure, long count, String... label) {
		return add(measure, (double) count, label);
	}

	Meters add(Measure measure, Duration duration, String... label) {
		return add(measure, duration.toMillis() / MILLIS, label);
	}

	Meters add(Measure measure, @Nullable Instant time) {
		return (time != null) ? add(measure, time.toEpochMilli() / MILLIS) : this;
	}

	/** One value. */
	record Value(Measure measure, double value, Map<String, String> labels) {

	}

}
