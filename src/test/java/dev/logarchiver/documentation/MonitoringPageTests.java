package dev.logarchiver.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.logarchiver.world.MetricsReceiver;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Samples;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documented metrics are those that an execution tells.
 */
class MonitoringPageTests {

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `(log_archiver_[a-z_]+)` \\|(.*?)\\|");

	private static final Pattern CODE = Pattern.compile("`([a-z_]+)`");

	@Test
	void thePageListsEveryMetricWithItsLabels() throws IOException {
		Samples samples = exposed();
		Map<String, Set<String>> documented = new TreeMap<>();
		Matcher rows = ROW.matcher(Files.readString(Path.of("docs/monitoring.md")));
		while (rows.find()) {
			List<String> label = CODE.matcher(rows.group(2)).results().map((code) -> code.group(1)).toList();
			Set<String> labels = new TreeSet<>(Set.of("job_name", "command"));
			label.stream().limit(1).forEach(labels::add);
			documented.put(rows.group(1), labels);
			if (label.size() > 1) {
				assertThat(samples.values(rows.group(1), label.getFirst()))
					.containsExactlyInAnyOrderElementsOf(label.subList(1, label.size()));
			}
		}
		Map<String, Set<String>> told = new TreeMap<>();
		samples.names().forEach((name) -> told.put(name, samples.labels(name)));
		assertThat(documented).isEqualTo(told);
		assertThat(samples.types().values()).containsOnly("gauge");
	}

	/**
	 * What an execution tells that has something to tell about everything.
	 */
	static Samples exposed() {
		try (World world = new World(); MetricsReceiver gateway = MetricsReceiver.start()) {
			world.set("archiver.metrics.pushgateway.url", gateway.url()).set("archiver.status.expect-every", "1h");
			world.platform().worker("w").run(Instant.parse("2026-06-15T12:00:00Z"));
			Program.call("run", "--worker", "w");
			return gateway.last().samples();
		}
	}

}
