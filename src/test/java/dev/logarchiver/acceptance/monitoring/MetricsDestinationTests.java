package dev.logarchiver.acceptance.monitoring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.world.MetricsReceiver;
import dev.logarchiver.world.MetricsReceiver.Push;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.Samples;
import dev.logarchiver.world.World;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What ends up in textfiles and at OTLP receivers.
 */
class MetricsDestinationTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final String EXIT_CODE = "log_archiver_last_exit_code";

	private final MetricsReceiver receiver = MetricsReceiver.start();

	private final World world = new World();

	@BeforeEach
	void begin() {
		this.world.platform().worker("w").run(JUNE);
		this.world.platform().worker("bad").fail(Fault.error(PlatformError.INVALID_ARGUMENT));
	}

	@AfterEach
	void end() {
		this.world.close();
		this.receiver.close();
	}

	private Path directory() throws IOException {
		Path directory = Files.createDirectories(this.world.state().resolveSibling("textfiles"));
		this.world.set("archiver.metrics.textfile-directory", directory.toString());
		return directory;
	}

	private static List<String> files(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

	private static Samples samples(Path file) throws IOException {
		return Samples.parse(Files.readString(file));
	}

	@Test
	void eachJobHasATextfileThatItsNextExecutionReplaces() throws IOException {
		Path directory = directory();
		Program.call("run", "--job", "nightly", "--worker", "w", "--worker", "bad");
		Path nightly = directory.resolve("log-archiver-run-nightly.prom");
		assertThat(samples(nightly).value(EXIT_CODE)).isEqualTo(3);
		this.world.set("archiver.status.expect-every", "1h");
		Program.call("run", "--job", "nightly", "--worker", "w");
		this.world.unset("archiver.status.expect-every");
		Program.call("backfill", "--since", "2026-06-01", "--until", "2026-07-01", "--worker", "w");
		assertThat(files(directory)).containsExactly("log-archiver-backfill-backfill.prom",
				"log-archiver-run-nightly.prom");
		assertThat(samples(nightly).value(EXIT_CODE)).isZero();
		Program.call("run", "--job", "nightly", "--worker", "w");
		assertThat(samples(nightly).has("log_archiver_expected_interval_seconds")).isFalse();
		assertThat(Files.getPosixFilePermissions(nightly)).contains(PosixFilePermission.GROUP_READ,
				PosixFilePermission.OTHERS_READ);
	}

	@Test
	void anExecutionThatCouldNotBeginLeavesTheRestOfTheTextfile() throws IOException {
		Path directory = directory();
		Program.call("run", "--worker", "w");
		Samples before = samples(directory.resolve("log-archiver-run-default.prom"));
		this.world.unset("CORECLAW_API_KEY");
		assertThat(Program.call("run", "--worker", "w").code()).isEqualTo(2);
		Samples after = samples(directory.resolve("log-archiver-run-default.prom"));
		assertThat(after.value(EXIT_CODE)).isEqualTo(2);
		assertThat(after.names()).isEqualTo(before.names());
		String success = "log_archiver_last_success_timestamp_seconds";
		assertThat(after.value(success)).isEqualTo(before.value(success));
		assertThat(files(directory)).hasSize(1);
	}

	@Test
	void aMissingDirectoryIsAWarning() {
		this.world.set("archiver.metrics.textfile-directory", "/nonexistent/textfiles");
		Result result = Program.call("run", "--worker", "w");
		assertThat(result.code()).isZero();
		assertThat(result.errors()).contains("WARN", "the textfile directory /nonexistent/textfiles",
				"correct archiver.metrics.textfile-directory");
	}

	@Test
	void theDirectoryOfAConfigurationFileIsRelativeToIt() throws IOException {
		Path job = this.world.file("jobs/job.yaml", "archiver.metrics.textfile-directory: textfiles\n");
		Path directory = Files.createDirectory(job.resolveSibling("textfiles"));
		Program.call("run", "--worker", "w", "--config", job.toString());
		assertThat(files(directory)).containsExactly("log-archiver-run-default.prom");
	}

	@Test
	void anOtlpReceiverIsToldTheSame() throws IOException {
		this.world.set("archiver.metrics.otlp.url", this.receiver.url() + "/v1/metrics")
			.set("archiver.metrics.otlp.headers", "api-key=s3cr3t, x-scope=logs");
		Path directory = directory();
		Program.call("run", "--job", "nightly", "--worker", "w", "--worker", "bad");
		assertThat(this.receiver.pushes()).hasSize(1);
		Push push = this.receiver.last();
		assertThat(push.method()).isEqualTo("POST");
		assertThat(push.path()).isEqualTo("/v1/metrics");
		assertThat(push.header("Content-Type")).hasValue("application/json");
		assertThat(push.header("api-key")).hasValue("s3cr3t");
		assertThat(push.header("x-scope")).hasValue("logs");
		ResourceMetrics told = told(push);
		assertThat(told.getResource().getAttributesList()).anySatisfy((attribute) -> {
			assertThat(attribute.getKey()).isEqualTo("service.name");
			assertThat(attribute.getValue().getStringValue()).isEqualTo("log-archiver");
		});
		assertThat(values(told)).isEqualTo(samples(directory.resolve("log-archiver-run-nightly.prom")).values());
	}

	private static ResourceMetrics told(Push push) throws InvalidProtocolBufferException {
		ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
		JsonFormat.parser().merge(new String(push.body(), StandardCharsets.UTF_8), request);
		return request.getResourceMetrics(0);
	}

	/**
	 * The values as Prometheus would name them.
	 */
	private static Map<String, Double> values(ResourceMetrics told) {
		Map<String, Double> values = new TreeMap<>();
		for (Metric metric : told.getScopeMetrics(0).getMetricsList()) {
			String unit = metric.getUnit().matches("seconds|bytes") ? "_" + metric.getUnit() : "";
			for (NumberDataPoint point : metric.getGauge().getDataPointsList()) {
				Map<String, String> labels = new TreeMap<>();
				for (KeyValue label : point.getAttributesList()) {
					labels.put(label.getKey(), label.getKey() + "=\"" + label.getValue().getStringValue() + "\"");
				}
				values.put(metric.getName().replace('.', '_') + unit + "{" + String.join(",", labels.values()) + "}",
						point.getAsDouble());
			}
		}
		return values;
	}

	@Test
	void anOtlpReceiverThatTakesNothingIsAWarningInOneLine() {
		this.world.set("archiver.metrics.otlp.url", this.receiver.answer(403).url())
			.set("archiver.metrics.otlp.headers", "api-key=s3cr3t");
		assertThat(Program.call("run", "--worker", "w").code()).isZero();
		Result result = Program.call("run", "-v", "--worker", "w");
		assertThat(result.errors().lines().filter((line) -> line.contains(" WARN "))).singleElement()
			.asString()
			.contains("the OTLP receiver " + this.receiver.url(), "403");
		assertThat(result.errors()).doesNotContain("s3cr3t", "\tat ");
	}

	@Test
	void aTextfileIsWrittenWhereThePushgatewayIsDown() throws IOException {
		this.world.set("archiver.metrics.pushgateway.url", "http://127.0.0.1:1");
		Path directory = directory();
		Program.call("run", "--worker", "w");
		assertThat(files(directory)).hasSize(1);
	}

}
