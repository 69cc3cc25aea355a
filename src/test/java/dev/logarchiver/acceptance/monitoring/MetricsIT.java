package dev.logarchiver.acceptance.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.world.MetricsReceiver;
import dev.logarchiver.world.ProgramProcess;
import dev.logarchiver.world.Samples;
import dev.logarchiver.world.UnpackedJar;
import dev.logarchiver.world.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The metrics of the packaged program, and what it loads without them.
 */
class MetricsIT {

	private static final int WORKERS = 300;

	/** Not Micrometer's core, some of which Spring Batch loads. */
	private static final List<String> FOR_METRICS = List.of("dev.logarchiver.metrics.",
			"io.micrometer.prometheusmetrics.", "io.micrometer.registry.", "io.prometheus.", "io.opentelemetry.",
			"com.google.protobuf.");

	private final MetricsReceiver gateway = MetricsReceiver.start();

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
		this.gateway.close();
	}

	private List<String> command(String... options) {
		this.world.platform().everyUnknownWorkerHasOneRun();
		String list = IntStream.range(0, WORKERS)
			.mapToObj((number) -> "owner/worker-" + number + "\n")
			.collect(Collectors.joining());
		return UnpackedJar.instance()
			.command(List.of(options), "run", "--workers", this.world.file("list.txt", list).toString());
	}

	@Test
	void aSignalIsToldBeforeTheProcessEnds() {
		this.world.set("archiver.metrics.pushgateway.url", this.gateway.url());
		this.world.platform().failApi(Fault.delay(Duration.ofMillis(50)));
		try (ProgramProcess process = ProgramProcess.start(this.world, command("-Xmx128m"))) {
			Awaitility.await()
				.atMost(Duration.ofMinutes(2))
				.until(() -> this.world.platform().count(Endpoint.DOWNLOAD) > 20);
			process.signal("TERM");
			assertThat(process.await().code()).isEqualTo(143);
		}
		Samples samples = this.gateway.last().samples();
		assertThat(samples.value("log_archiver_last_exit_code")).isEqualTo(143);
		assertThat(samples.value("log_archiver_last_workers", "outcome=\"archived\"")).isBetween(1.0, WORKERS - 1.0);
		assertThat(samples.value("log_archiver_last_listed_workers")).isEqualTo(WORKERS);
	}

	@Test
	void withoutAnybodyToTellNothingForItIsLoaded() throws IOException {
		Path loaded = this.world.file("loaded.txt", "");
		try (ProgramProcess process = ProgramProcess.start(this.world,
				command("-Xmx128m", "-Xlog:class+load:file=" + loaded))) {
			assertThat(process.await().code()).isZero();
		}
		List<String> classes = Files.readAllLines(loaded)
			.stream()
			.map((line) -> line.replaceFirst("^(?:\\[[^\\]]*\\])+ ", "").replaceFirst(" .*", ""))
			.filter((name) -> FOR_METRICS.stream().anyMatch(name::startsWith))
			.toList();
		assertThat(classes).containsExactlyInAnyOrder("dev.logarchiver.metrics.Metrics",
				"dev.logarchiver.metrics.MetricsProperties", "dev.logarchiver.metrics.MetricsProperties$Pushgateway",
				"dev.logarchiver.metrics.MetricsProperties$Otlp");
	}

}
