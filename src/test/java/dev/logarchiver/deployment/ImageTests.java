package dev.logarchiver.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The image's recipe. That it builds and runs is tried by {@code scripts/image}, which
 * takes an engine.
 */
class ImageTests {

	private static final Pattern COPY = Pattern.compile("(?m)^COPY (?!--from)(.*) \\S+$");

	@TempDir
	private Path directory;

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
	void theEntryPointBecomesTheProgramWithTheHeapOfAVariable() {
		assertThat(started(Map.of(), "run", "--worker", "acme/a b"))
			.startsWith("java", "@/application/jvm-options", "-Djava.io.tmpdir=/data")
			.endsWith("-jar", "/application/log-archiver.jar", "run", "--worker", "acme/a b");
		Map<String, String> roomy = Map.of("LOG_ARCHIVER_JAVA_OPTS", "-Xmx256m -Xmn64m");
		assertThat(started(roomy, "run")).containsSubsequence("@/application/jvm-options", "-Xmx256m", "-Xmn64m",
				"-jar");
		assertThat(started(roomy, "serve")).containsSubsequence("@/application/jvm-options",
				"@/application/serving-options", "-Xmx256m", "-jar", "serve");
		assertThat(started(Map.of(), "serve", "--listen", "0.0.0.0:8080", "--jobs=/etc/jobs"))
			.doesNotContain("@/application/serving-options");
	}

	/**
	 * What the entry point starts: what the shell is given to execute, it prints here.
	 */
	private List<String> started(Map<String, String> environment, String... arguments) {
		String[] words = Stream
			.concat(entryPoint().stream().map((word) -> word.replace("exec java", "exec printf '%s\\n' java")),
					Stream.of(arguments))
			.toArray(String[]::new);
		return Command.call(this.directory, environment, words).output().lines().toList();
	}

	@Test
	void theJvmHasTheOptionsOfTheLauncherAndTheCachesThatWereMadeWithThem() {
		assertThat(entryPoint().get(2)).containsSubsequence("@/application/jvm-options",
				"-XX:AOTCache=/application/$cache.aot");
		assertThat(this.recipe).contains("options=\"@/application/jvm-options @/application/rehearsal-options ");
		assertThat(read("scripts/ahead-of-time")).contains("/jvm-options", "/rehearsal-options");
		assertThat(read("scripts/log-archiver")).contains("serve*) JAVA_OPTIONS+=(\"@$options/serving-options\")");
		for (String cache : List.of("program", "reading", "help")) {
			assertThat(this.recipe).contains("java $options -XX:AOTCacheOutput=/application/" + cache + ".aot ");
		}
	}

	@Test
	void eachCommandHasTheCacheThatTheLauncherGivesIt() {
		Pattern choice = Pattern.compile("([a-z |]+)\\) cache=(program|reading) ;;");
		assertThat(choices(choice, entryPoint().get(2))).hasSize(2)
			.isEqualTo(choices(choice, read("scripts/ahead-of-time")));
	}

	private static Map<String, String> choices(Pattern choice, String text) {
		return choice.matcher(text)
			.results()
			.collect(Collectors.toMap((match) -> match.group(2),
					(match) -> match.group(1).strip().replaceFirst("^in ", "")));
	}

	@Test
	void theUserIsNotRootAndOwnsTheOneDirectoryThatIsWritten() {
		assertThat(this.recipe).containsPattern("(?m)^USER [1-9]\\d*:[1-9]\\d*$")
			.contains("-o archiver -g archiver -m 700 /data", "ENV ARCHIVER_STATE_DIR=/data ",
					"-Djava.io.tmpdir=/data");
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
