package dev.logarchiver.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * What was measured. All are gauges: a process that runs once has nothing that grows over
 * time, and tells how it was the last time.
 */
final class Meters implements MeterBinder {

	private static final double MILLIS = 1000;

	private final Group group;

	private final boolean complete;

	private final List<Value> values = new ArrayList<>();

	/**
	 * Creates meters without values.
	 * @param group whose they are
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
	 * Whether they are all that there is to tell. Else what was told before still holds.
	 */
	boolean isComplete() {
		return this.complete;
	}

	Meters add(Measure measure, double value, String... tags) {
		this.values.add(new Value(measure, value, Tags.of(tags)));
		return this;
	}

	Meters add(Measure measure, long count, String... tags) {
		return add(measure, (double) count, tags);
	}

	Meters add(Measure measure, Duration duration, String... tags) {
		return add(measure, duration.toMillis() / MILLIS, tags);
	}

	Meters add(Measure measure, @Nullable Instant time) {
		return (time != null) ? add(measure, time.toEpochMilli() / MILLIS) : this;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		// "job" alone is Prometheus' own label
		Tags common = Tags.of("job_name", this.group.job(), "command", this.group.command());
		for (Value value : this.values) {
			Measure measure = value.measure();
			Gauge.builder(measure.id(), value::value)
				.baseUnit(measure.unit())
				.description(measure.description())
				.tags(common.and(value.tags()))
				.register(registry);
		}
	}

	/**
	 * One value.
	 */
	private record Value(Measure measure, double value, Tags tags) {
	}

}
