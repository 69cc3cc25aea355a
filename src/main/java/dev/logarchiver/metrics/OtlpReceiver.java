package dev.logarchiver.metrics;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A receiver of OpenTelemetry's protocol over HTTP. What its SDKs read from the
 * environment counts here too: {@code OTEL_RESOURCE_ATTRIBUTES},
 * {@code OTEL_SERVICE_NAME} and, where no headers are set,
 * {@code OTEL_EXPORTER_OTLP_HEADERS} and {@code OTEL_EXPORTER_OTLP_METRICS_HEADERS}.
 */
final class OtlpReceiver implements Destination {

	private final String url;

	/** {@code name=value,name=value}. */
	private final @Nullable String headers;

	private final MetricsSender sender;

	OtlpReceiver(String url, @Nullable String headers, MetricsSender sender) {
		this.url = url;
		this.headers = headers;
		this.sender = sender;
	}

	@Override
	public String place() {
		return "the OTLP receiver " + this.url;
	}

	@Override
	public void publish(Meters meters) throws IOException {
		Map<String, String> sent = pairs((this.headers != null) ? this.headers
				: URLDecoder.decode(
						variable("OTEL_EXPORTER_OTLP_HEADERS") + "," + variable("OTEL_EXPORTER_OTLP_METRICS_HEADERS"),
						StandardCharsets.UTF_8));
		sent.put("Content-Type", "application/json");
		this.sender.send("POST", this.url, sent, OtlpJson.of(meters, resource()));
	}

	private static Map<String, String> resource() {
		Map<String, String> attributes = pairs(variable("OTEL_RESOURCE_ATTRIBUTES"));
		String service = variable("OTEL_SERVICE_NAME");
		attributes.putIfAbsent("service.name", service.isBlank() ? "log-archiver" : service);
		return attributes;
	}

	private static String variable(String name) {
		return System.getenv().getOrDefault(name, "");
	}

	private static Map<String, String> pairs(String text) {
		Map<String, String> pairs = new LinkedHashMap<>();
		Stream.of(text.split(",", -1))
			.map((pair) -> pair.split("=", 2))
			.filter((pair) -> pair.length == 2 && !pair[0].isBlank())
			.forEach((pair) -> pairs.put(pair[0].strip(), pair[1].strip()));
		return pairs;
	}

}
