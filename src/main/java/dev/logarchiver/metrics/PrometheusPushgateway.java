package dev.logarchiver.metrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import dev.logarchiver.metrics.MetricsProperties.Pushgateway;

/**
 * A Pushgateway. By its protocol, {@code PUT} replaces a whole group, {@code POST} the
 * metrics with the same names.
 */
final class PrometheusPushgateway implements Destination {

	private final String url;

	private final Map<String, String> headers = new HashMap<>();

	private final MetricsSender sender;

	PrometheusPushgateway(String url, Pushgateway settings, MetricsSender sender) {
		this.url = url;
		this.sender = sender;
		this.headers.put("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
		if (settings.username() != null) {
			String credentials = settings.username() + ":" + settings.password();
			this.headers.put("Authorization",
					"Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
		}
	}

	@Override
	public String place() {
		return "the Pushgateway " + this.url;
	}

	@Override
	public void publish(Meters meters) throws IOException {
		// a command and a job's name have only characters that a path may have
		String group = this.url + "/metrics/job/log-archiver/job_name/" + meters.group().job() + "/command/"
				+ meters.group().command() + meters.group().shard().map((shard) -> "/shard/" + shard).orElse("");
		this.sender.send(meters.isComplete() ? "PUT" : "POST", group, this.headers,
				PrometheusText.of(meters).getBytes(StandardCharsets.UTF_8));
	}

}
