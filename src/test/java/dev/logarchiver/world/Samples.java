package dev.logarchiver.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Samples in Prometheus' text format, which are read as strictly as it is written.
 *
 * @param values the values by name and labels, such as {@code up{job="x"}}
 * @param types the types by name
 */
public record Samples(Map<String, Double> values, Map<String, String> types) {

	private static final Pattern SAMPLE = Pattern
		.compile("([a-z_]+)(\\{[a-z_]+=\"[^\"\\\\]*\"(?:,[a-z_]+=\"[^\"\\\\]*\")*})? (\\S+)");

	private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

	public static Samples parse(String text) {
		Samples samples = new Samples(new TreeMap<>(), new TreeMap<>());
		if (!text.endsWith("\n")) {
			throw new AssertionError("The last line doesn't end: " + text);
		}
		String helped = "";
		for (String line : text.lines().toList()) {
			List<String> words = List.of(line.split(" ", 4));
			if (line.startsWith("# HELP ") && words.size() == 4) {
				helped = words.get(2);
			}
			else if (line.startsWith("# TYPE " + helped + " ")) {
				if (samples.types.put(helped, words.get(3)) != null) {
					throw new AssertionError(helped + " comes twice");
				}
			}
			else {
				samples.add(line, helped);
			}
		}
		return samples;
	}

	private void add(String line, String family) {
		Matcher sample = SAMPLE.matcher(line);
		if (!sample.matches() || !sample.group(1).equals(family)) {
			throw new AssertionError("No sample of " + family + ": " + line);
		}
		this.values.put(line.substring(0, line.lastIndexOf(' ')), Double.valueOf(sample.group(3)));
	}

	/**
	 * The value of a metric.
	 * @param name its name
	 * @param labels some of its labels, such as {@code outcome="failed"}
	 */
	public double value(String name, String... labels) {
		List<Double> found = new ArrayList<>();
		this.values.forEach((key, value) -> {
			if (key.startsWith(name + "{") && List.of(labels).stream().allMatch(key::contains)) {
				found.add(value);
			}
		});
		if (found.size() != 1) {
			throw new AssertionError(found.size() + " of " + name + List.of(labels) + " in " + this.values);
		}
		return found.getFirst();
	}

	public boolean has(String name) {
		return this.types.containsKey(name);
	}

	public Set<String> names() {
		return this.types.keySet();
	}

	/**
	 * All values of a label.
	 */
	public Set<String> label(String name) {
		return values("", name);
	}

	/**
	 * All values that a label has with a metric, or with those whose names begin so.
	 */
	public Set<String> values(String metric, String name) {
		Set<String> values = new TreeSet<>();
		for (String key : this.values.keySet().stream().filter((key) -> key.startsWith(metric)).toList()) {
			Matcher labels = LABEL.matcher(key);
			while (labels.find()) {
				if (labels.group(1).equals(name)) {
					values.add(labels.group(2));
				}
			}
		}
		return values;
	}

	/**
	 * The names of all labels of a metric.
	 */
	public Set<String> labels(String metric) {
		Set<String> names = new TreeSet<>();
		this.values.keySet().stream().filter((key) -> key.startsWith(metric + "{")).forEach((key) -> {
			Matcher labels = LABEL.matcher(key);
			while (labels.find()) {
				names.add(labels.group(1));
			}
		});
		return names;
	}

}
