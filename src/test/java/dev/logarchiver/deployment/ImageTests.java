package dev.logarchiver.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The image's recipe. That it builds and runs is tried by {@code scripts/image}, which
 * takes an engine.
 */
class ImageTests {

	private static final Pattern COPY = Pattern.compile("(?m)^COPY (?!--from)(.*) \\S+$");

	private final String recipe = read("Dockerfile");

	private static String read(String file) {
		try {
			return Files.readString(Path.of(file));
		}
		catch (IOException ex) {
			throw new AssertionError(file, ex);
		}
	}

	private List<String> entryPoint() {
		String json = this.recipe.lines()
			.filter((line) -> line.startsWith("ENTRYPOINT "))
			.findFirst()
			.orElseThrow()
			.substring("ENTRYPOINT ".length());
		return JsonMapper.shared().readTree(json).valueStream().map(JsonNode::asString).toList();
	}

	@Test
	void signalsArriveAtTheProgramItself() {
		assertThat(entryPoint()).startsWith("java").endsWith("-jar", "/application/log-archiver.jar");
	}

	@Test
	void theJvmHasTheOptionsOfTheLauncherAndTheCacheThatWasMadeWithThem() {
		assertThat(entryPoint()).containsSubsequence("@/application/jvm-options",
				"-XX:AOTCache=/application/program.aot");
		assertThat(this.recipe).contains("java @/application/jvm-options @/application/rehearsal-options "
				+ "-XX:AOTCacheOutput=/application/program.aot");
		assertThat(read("scripts/ahead-of-time")).contains("/jvm-options", "/rehearsal-options");
	}

	@Test
	void theUserIsNotRootAndOwnsTheOneDirectoryThatIsWritten() {
		assertThat(this.recipe).containsPattern("(?m)^USER [1-9]\\d*:[1-9]\\d*$")
			.contains("-o archiver -g archiver -m 700 /data", "ENV ARCHIVER_STATE_DIR=/data", "-Djava.io.tmpdir=/data");
	}

	@Test
	void whatIsCopiedIsThereAndIsSentToTheBuild() {
		List<String> copied = COPY.matcher(this.recipe)
			.results()
			.map((match) -> match.group(1))
			.flatMap((sources) -> Stream.of(sources.split(" ")))
			.toList();
		List<String> ignored = read(".dockerignore").lines().toList();
		assertThat(copied).hasSizeGreaterThan(3).allSatisfy((source) -> {
			assertThat(Path.of(source)).exists();
			assertThat(ignored).noneMatch((ignore) -> (source + "/").startsWith(ignore));
		});
	}

	@Test
	void baseImagesAreArguments() {
		assertThat(this.recipe.lines().filter((line) -> line.startsWith("FROM ")))
			.containsExactly("FROM ${BUILD} AS build", "FROM ${BASE}");
		assertThat(
				Pattern.compile("(?m)^ARG (BUILD|BASE)=\\S+$").matcher(this.recipe).results().map(MatchResult::group))
			.hasSize(2);
	}

}
