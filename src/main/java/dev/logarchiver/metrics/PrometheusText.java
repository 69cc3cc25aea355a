package dev.logarchiver.metrics;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * Prometheus' text format.
 */
final class PrometheusText {

	static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

	private static final String HELP = "# HELP ";

	private static final Pattern FAMILIES = Pattern.compile("(?m)^(?=" + HELP + ")");

	private PrometheusText() {
	}

	static String of(Meters meters) {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		meters.bindTo(registry);
		return registry.scrape();
	}

	/**
	 * Adds metrics to others.
	 * @param before the others, as written by {@link #of}
	 * @param text takes the place of those with the same names
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
