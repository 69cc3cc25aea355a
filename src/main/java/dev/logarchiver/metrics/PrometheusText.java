package dev.logarchiver.metrics;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Prometheus' text format. */
final class PrometheusText {

	private static final String HELP = "# HELP ";

	private static final Pattern FAMILIES = Pattern.compile("(?m)^(?=" + HELP + ")");

	private PrometheusText() {
	}

	static String of(Meters meters) {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		for (Meters.Value value : meters.values()) {
			List<Tag> tags = value.labels()
				.entrySet()
				.stream()
				.map((label) -> Tag.of(label.getKey(), label.getValue()))
				.toList();
			Measure measure = value.measure();
			Gauge.builder(measure.id(), value::value)
				.baseUnit(measure.unit())
				.description(measure.description())
				.tags(tags)
				.register(registry);
		}
		return registry.scrape();
	}

	/**
	 * Adds metrics to others.
	 * @param before the others, as written by {@link #of}
	 * @param text replaces those with the same names
	 * @return all of them
	 */
	static String merge(String before, String text) {
		SortedMap<String, String> families = families(before);
		families.putAll(families(text));
		return String.join("", families.values());
	}

	private static SortedMap<String, String> families(String text) {
		SortedMap<String, String> families = new TreeMap<>();
		FAMILIES.splitAsStream(text)
			.filter((family) -> family.startsWith(HELP))
			.forEach((family) -> families.put(family.substring(HELP.length()).split(" ", 2)[0], family));
		return families;
	}

}
