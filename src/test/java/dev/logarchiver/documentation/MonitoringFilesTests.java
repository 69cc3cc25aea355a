package dev.logarchiver.documentation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.logarchiver.outside.Outside;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What Prometheus and Grafana are given in {@code jobs/monitoring} fits what an execution
 * tells.
 */
class MonitoringFilesTests {

	private static final Path DIRECTORY = Path.of("jobs/monitoring");

	private static final Path RULES = DIRECTORY.resolve("log-archiver.rules.yml");

	private static final Path DASHBOARD = DIRECTORY.resolve("grafana-dashboard.json");

	private static final Pattern METRIC = Pattern.compile("log_archiver_[a-z_]+");

	private static final Pattern COMMAND = Pattern.compile("'log-archiver ([a-z]+)");

	@ParameterizedTest
	@ValueSource(strings = { "log-archiver.rules.yml", "log-archiver.rules.test.yml", "grafana-dashboard.json" })
	void namesNoMetricButThoseThatAreTold(String file) throws IOException {
		Set<String> named = METRIC.matcher(Files.readString(DIRECTORY.resolve(file)))
			.results()
			.map(MatchResult::group)
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(named).isNotEmpty();
		assertThat(MonitoringPageTests.exposed().names()).containsAll(named);
	}

	@Test
	void theDashboardShowsEveryMetricButThoseOfTheRulesAlone() throws IOException {
		String dashboard = Files.readString(DASHBOARD);
		Set<String> hidden = new TreeSet<>();
		for (String name : MonitoringPageTests.exposed().names()) {
			if (!dashboard.contains(name)) {
				hidden.add(name);
			}
		}
		assertThat(hidden).containsExactly("log_archiver_expected_interval_seconds",
				"log_archiver_last_end_timestamp_seconds", "log_archiver_last_listed_workers",
				"log_archiver_last_partial_workers", "log_archiver_last_preview_logs",
				"log_archiver_last_start_timestamp_seconds");
	}

	@Test
	void everyAlertSaysHowBadItIsAndWhatToDo() throws IOException {
		String help = Program.call("--help").output();
		JsonNode rules = yaml(RULES).at("/groups/0/rules");
		assertThat(rules).hasSize(10).allSatisfy((rule) -> {
			assertThat(rule.at("/labels/severity").asString()).isIn("critical", "warning", "info");
			assertThat(rule.at("/annotations/summary").asString()).contains("{{ $labels.job_name }}");
			List<String> remedies = COMMAND.matcher(rule.at("/annotations/description").asString())
				.results()
				.map((command) -> command.group(1))
				.toList();
			assertThat(remedies).isNotEmpty();
			assertThat(remedies).allSatisfy((remedy) -> assertThat(help).containsPattern("(?m)^ +" + remedy + " "));
		});
	}

	@Test
	void everyAlertHasATestAndIsDocumentedWithItsSeverity() throws IOException {
		String tests = Files.readString(DIRECTORY.resolve("log-archiver.rules.test.yml"));
		String page = Files.readString(Path.of("docs/monitoring.md"));
		assertThat(yaml(RULES).at("/groups/0/rules")).allSatisfy((rule) -> {
			String alert = rule.path("alert").asString();
			assertThat(tests).contains(alert);
			assertThat(page).contains("| `" + alert + "` | " + rule.at("/labels/severity").asString() + " |");
		});
	}

	private static JsonNode yaml(Path file) throws IOException {
		return JsonMapper.shared().valueToTree(new Yaml().load(Files.readString(file)));
	}

	@Test
	void thePanelsOfTheDashboardAskTheChosenDataSourceAndHaveRoom() throws IOException {
		JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(DASHBOARD));
		assertThat(dashboard.path("schemaVersion").asInt()).isPositive();
		assertThat(dashboard.at("/templating/list/0/type").asString()).isEqualTo("datasource");
		Set<Integer> ids = new TreeSet<>();
		Set<String> taken = new TreeSet<>();
		for (JsonNode panel : dashboard.path("panels")) {
			String title = panel.path("title").asString();
			assertThat(ids.add(panel.path("id").asInt())).as(title).isTrue();
			assertThat(panel.path("description").asString()).as(title).isNotBlank();
			for (JsonNode target : panel.path("targets")) {
				assertThat(target.at("/datasource/uid").asString()).isEqualTo("${datasource}");
				assertThat(target.path("expr").asString()).contains("{job_name=~\"$job_name\"}");
			}
			assertThat(cells(panel.path("gridPos"))).as(title)
				.allSatisfy((cell) -> assertThat(taken.add(cell)).isTrue());
		}
		assertThat(ids).hasSize(14);
	}

	/**
	 * Where a panel is on Grafana's grid, which has 24 columns.
	 */
	private static List<String> cells(JsonNode place) {
		List<String> cells = new ArrayList<>();
		int right = place.path("x").asInt() + place.path("w").asInt();
		assertThat(right).isLessThanOrEqualTo(24);
		for (int x = place.path("x").asInt(); x < right; x++) {
			for (int y = 0; y < place.path("h").asInt(); y++) {
				cells.add(x + "/" + (y + place.path("y").asInt()));
			}
		}
		assertThat(cells).isNotEmpty();
		return cells;
	}

	@ParameterizedTest
	@ValueSource(strings = { "check rules log-archiver.rules.yml", "test rules log-archiver.rules.test.yml",
			"check config prometheus.yml" })
	void promtoolFindsNothingWrong(String arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of("promtool"));
		command.addAll(List.of(arguments.split(" ", -1)));
		assertThat(promtool(command, "")).contains("SUCCESS");
	}

	@Test
	void promtoolFindsNothingToCriticiseInTheMetrics() throws Exception {
		try (World world = new World()) {
			Path directory = Files.createDirectories(world.state().resolveSibling("textfiles"));
			world.set("archiver.metrics.textfile-directory", directory.toString());
			world.set("archiver.status.expect-every", "1h");
			world.platform().worker("w").run(Instant.parse("2026-06-15T12:00:00Z"));
			Program.call("run", "--worker", "w");
			String text = Files.readString(directory.resolve("log-archiver-run-default.prom"));
			assertThat(promtool(List.of("promtool", "check", "metrics"), text)).isEmpty();
		}
	}

	/**
	 * Debian has it in the package {@code prometheus}.
	 */
	private static String promtool(List<String> command, String input) throws Exception {
		assumeTrue(Outside.has("promtool"), "promtool is not on PATH");
		Process process = Outside.process(command).directory(DIRECTORY.toFile()).redirectErrorStream(true).start();
		process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return output;
	}

}
