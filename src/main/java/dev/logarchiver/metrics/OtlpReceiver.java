package dev.logarchiver.metrics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.core.ipc.http.HttpSender;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpHttpMetricsSender;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.micrometer.registry.otlp.OtlpMetricsSender;
import org.jspecify.annotations.Nullable;

/**
 * A receiver of OpenTelemetry's protocol. What its SDKs read from the environment counts
 * here too: {@code OTEL_RESOURCE_ATTRIBUTES}, {@code OTEL_SERVICE_NAME} and, where no
 * headers are set, {@code OTEL_EXPORTER_OTLP_HEADERS}.
 *
 * @param url where it takes metrics
 * @param headers what to send along, as {@code name=value,name=value}
 * @param http sends it
 */
record OtlpReceiver(String url, @Nullable String headers, HttpSender http) implements Destination {

	@Override
	public String place() {
		return "the OTLP receiver " + this.url;
	}

	@Override
	public void tell(Meters meters) throws Exception {
		AtomicReference<@Nullable Exception> problem = new AtomicReference<>();
		OtlpMetricsSender sender = new OtlpHttpMetricsSender(this.http);
		OtlpMeterRegistry registry = OtlpMeterRegistry.builder(new Config(this.url, this.headers))
			.metricsSender((request) -> {
				try {
					sender.send(request);
				}
				catch (Exception ex) {
					// the registry would log it, with a stack trace
					problem.set(ex);
				}
			})
			.build();
		meters.bindTo(registry);
		// that is when it publishes
		registry.close();
		Exception failure = problem.get();
		if (failure != null) {
			throw failure;
		}
	}

	/**
	 * Without the headers, which may hold a key.
	 */
	@Override
	public String toString() {
		return place();
	}

	/**
	 * Micrometer's settings.
	 */
	private record Config(String url, @Nullable String given) implements OtlpConfig {

		private static final Duration NEVER = Duration.ofDays(1);

		@Override
		public @Nullable String get(String key) {
			return key.equals("otlp.headers") ? this.given : null;
		}

		/**
		 * The interval of publishing, which happens at the end only.
		 */
		@Override
		public Duration step() {
			return NEVER;
		}

		@Override
		public Map<String, String> resourceAttributes() {
			Map<String, String> attributes = new HashMap<>(OtlpConfig.super.resourceAttributes());
			attributes.putIfAbsent("service.name", "log-archiver");
			return attributes;
		}

	}

}
