package dev.logarchiver.metrics;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON encoding of OpenTelemetry's protocol, an {@code ExportMetricsServiceRequest}
 * with the names and the nesting of {@code metrics.proto}.
 */
final class OtlpJson {

	private OtlpJson() {
	}

	/**
	 * Writes metrics.
	 * @param meters what was measured
	 * @param resource attributes of what they were measured on
	 */
	static byte[] of(Meters meters, Map<String, String> resource) {
		// integers of 64 bits are strings in this encoding
		String time = Instant.now().toEpochMilli() + "000000";
		Map<Measure, List<Object>> points = meters.values()
			.stream()
			.collect(Collectors.groupingBy(Meters.Value::measure, LinkedHashMap::new,
					Collectors.mapping((value) -> Map.of("attributes", attributes(value.labels()), "timeUnixNano", time,
							"asDouble", value.value()), Collectors.toList())));
		List<Object> metrics = points.entrySet()
			.stream()
			.<Object>map((metric) -> metric(metric.getKey(), metric.getValue()))
			.toList();
		Object scope = Map.of("scope", Map.of("name", "log-archiver"), "metrics", metrics);
		Object request = Map.of("resourceMetrics", List
			.of(Map.of("resource", Map.of("attributes", attributes(resource)), "scopeMetrics", List.of(scope))));
		return JsonMapper.shared().writeValueAsBytes(request);
	}

	private static Object metric(Measure measure, List<Object> points) {
		return Map.of("name", measure.id(), "description", measure.description(), "unit",
				Objects.requireNonNullElse(measure.unit(), ""), "gauge", Map.of("dataPoints", points));
	}

	private static List<Object> attributes(Map<String, String> labels) {
		return labels.entrySet()
			.stream()
			.<Object>map((label) -> Map.of("key", label.getKey(), "value", Map.of("stringValue", label.getValue())))
			.toList();
	}

}
