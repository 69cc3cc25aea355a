package dev.logarchiver.deployment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What makes a release changes by a commit only, and has no more rights than it needs.
 */
class ReleaseWorkflowTests {

	private static final Path FILE = Path.of(".github", "workflows", "release.yml");

	private static final JsonNode JOBS = Documents.of(FILE).path("jobs");

	@Test
	void actionsArePinnedToCommitsAndSayTheirVersion() throws Exception {
		List<String> uses = Files.readAllLines(FILE).stream().filter((line) -> line.contains("uses:")).toList();
		assertThat(uses).hasSizeGreaterThan(5)
			.allSatisfy((line) -> assertThat(line).matches(" +(- )?uses: [a-z-]+/[a-z-]+@[0-9a-f]{40} # v[0-9.]+"));
	}

	@Test
	void nothingIsMadeOfWhatWasNotTested() {
		assertThat(steps("test")).anySatisfy((step) -> assertThat(step.path("run").asString()).isEqualTo(".ci/run"));
		assertThat(JOBS.at("/package/needs").asString()).isEqualTo("test");
		assertThat(JOBS.at("/image/needs").asString()).isEqualTo("test");
		assertThat(JOBS.at("/release/needs").valueStream().map(JsonNode::asString)).containsExactly("package", "image");
	}

	@Test
	void onlyTheReleaseMayWriteToTheRepository() {
		assertThat(Documents.of(FILE).at("/permissions/contents").asString()).isEqualTo("read");
		assertThat(JOBS.propertyStream().filter((job) -> writes(job.getValue())).map(Map.Entry::getKey))
			.containsExactly("release");
	}

	@Test
	void theStepsCallScriptsThatAreThere() {
		assertThat(Stream.of("test", "package")
			.flatMap((job) -> steps(job).stream())
			.map((step) -> step.path("run"))
			.map(JsonNode::asString)
			.filter((run) -> run.startsWith("scripts/") || run.startsWith(".ci/"))
			.map((run) -> Path.of(run.replaceFirst(" .*", "")))).isNotEmpty().allMatch(Files::isExecutable);
	}

	private static List<JsonNode> steps(String job) {
		return JOBS.at("/" + job + "/steps").valueStream().toList();
	}

	private static boolean writes(JsonNode job) {
		return job.at("/permissions/contents").asString("").equals("write");
	}

}
