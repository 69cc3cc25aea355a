package dev.logarchiver.acceptance.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.logarchiver.outside.Outside;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ProgramProcess;
import dev.logarchiver.world.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The launcher's ahead-of-time caches: made at the first start, used from then on, made
 * anew for another jar, and nobody's problem where it can't be had or is not wanted just
 * now. And what it does for whoever has no locale, or a program older than its source.
 */
class LauncherIT {

	@TempDir
	private Path home;

	private final World world = new World();

	private Path jar;

	/**
	 * Lays the program out as somebody does who has no source.
	 */
	@BeforeEach
	void install() throws IOException {
		Files.createDirectories(this.home.resolve("scripts"));
		for (String script : List.of("log-archiver", "find-java", "build", "ahead-of-time", "jvm-options",
				"serving-options", "rehearsal-options")) {
			Files.copy(Path.of("scripts", script), this.home.resolve("scripts").resolve(script));
		}
		Files.createDirectories(this.home.resolve("target"));
		this.jar = Files.copy(ProgramProcess.jar(),
				this.home.resolve("target").resolve(ProgramProcess.jar().getFileName()));
	}

	@AfterEach
	void close() {
		this.world.close();
	}

	@Test
	void makesACacheOnceForEachJarAndNeverMindsADamagedOne() throws IOException {
		stopWhileItPrepares();
		assertThat(caches()).isEmpty();
		assertThat(version(start(""))).startsWith("Preparing quick starts: once for each version").hasLineCount(1);
		List<Path> caches = caches();
		FileTime made = Files.getLastModifiedTime(caches.getFirst());
		usesTheCacheForEachCommand();
		assertThat(caches()).hasSize(3).containsExactlyInAnyOrderElementsOf(caches);
		assertThat(Files.getLastModifiedTime(caches.getFirst())).isEqualTo(made);
		FileTime original = Files.getLastModifiedTime(this.jar);
		Files.setLastModifiedTime(this.jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
		stopWhileItPrepares();
		assertThat(caches()).as("those of the jar before").containsExactlyInAnyOrderElementsOf(caches);
		Files.setLastModifiedTime(this.jar, original);
		for (Path each : caches) {
			Files.writeString(each, "damaged");
		}
		assertThat(version(start(""))).isEmpty();
		assertThat(start("", "--help").code()).isZero();
		assertThat(start("", "logs").output()).isEqualTo("No archived log matches.\n");
	}

	/**
	 * A JVM that can't use the cache that it is given ends at once.
	 */
	private void usesTheCacheForEachCommand() {
		String only = "-XX:AOTMode=on";
		assertThat(start(only, "--help").code()).isZero();
		assertThat(start(only, "run", "--help").output()).startsWith("Usage: log-archiver run ");
		assertThat(start(only, "no-such").errors()).startsWith("log-archiver: there is no command no-such");
		assertThat(start(only, "logs").errors()).startsWith("log-archiver: There is no archive in ").hasLineCount(1);
		// it makes a database, and finds nothing in it
		assertThat(start(only, "restart").code()).isEqualTo(2);
	}

	/**
	 * Nothing runs, and nothing keeps the next start from trying again.
	 */
	private void stopWhileItPrepares() {
		try (ProgramProcess process = ProgramProcess.start(this.world, command("", "--version"))) {
			Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> process.errors().startsWith("Preparing"));
			process.signal("TERM");
			Result result = process.await();
			assertThat(result.code()).isEqualTo(143);
			assertThat(result.output()).isEmpty();
		}
	}

	@Test
	void worksWhereNoCacheCanBeMade() throws IOException {
		withoutCache();
		assertThat(version(start(""))).isEmpty();
		assertThat(caches()).isEmpty();
	}

	@Test
	void servesPagesInASmallHeapUnlessItIsToldOtherwise() throws IOException {
		withoutCache();
		String flags = "-XX:+PrintCommandLineFlags ";
		assertThat(start(flags, "serve", "--help").output()).contains("MaxHeapSize=" + (68 << 20) + " ");
		assertThat(start(flags + "-Xmx100m", "serve", "--help").output()).contains("MaxHeapSize=" + (100 << 20) + " ");
		assertThat(start(flags, "run", "--help").output()).contains("MaxHeapSize=" + (128 << 20) + " ");
	}

	@Test
	void takesNamesAndPrintsTextInUtf8WithoutALocale() throws IOException {
		withoutCache();
		this.world.platform().worker("acme~uni").run(Instant.parse("2026-06-01T00:00:00Z")).log("Ошибка: Error 数据\n");
		Path list = this.world.file("josé/liste.txt", "acme~uni\n");
		this.world.set("archiver.state-dir", list.resolveSibling("état").toString());
		assertThat(start("", "run", "--workers", list.toString()).code()).isZero();
		assertThat(start("", "logs", "--errors", "--json").output()).contains("Ошибка: Error 数据");
	}

	/**
	 * Source that is newer than the jar, as after a pull, and a Maven that can't build.
	 */
	@ParameterizedTest
	@CsvSource({ "1, 0", "130, 130" })
	void archivesWithTheProgramOfBeforeWhereTheNewOneCannotBeBuilt(int maven, int code) throws IOException {
		withoutCache();
		Files.setLastModifiedTime(this.jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
		Files.writeString(this.home.resolve("pom.xml"), "<project/>");
		Files.createDirectories(this.home.resolve("src/main"));
		Path tools = Files.createDirectories(this.home.resolve("tools"));
		Path mvn = Files.writeString(tools.resolve("mvn"), "#!/bin/sh\nexit " + maven + "\n");
		Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
		Result result = start("", "--version");
		assertThat(result.code()).isEqualTo(code);
		assertThat(result.errors()).contains("Building log-archiver: once for each version");
		assertThat(result.errors().contains("is older than its source; continuing with the previous version"))
			.isEqualTo(code == 0);
		assertThat(result.output().isEmpty()).isEqualTo(code != 0);
	}

	private void withoutCache() throws IOException {
		Files.writeString(this.home.resolve("target").resolve("ahead-of-time"), "in the way");
	}

	private Result start(String options, String... arguments) {
		try (ProgramProcess process = ProgramProcess.start(this.world, command(options, arguments))) {
			return process.await();
		}
	}

	/**
	 * The launcher as cron starts it: from elsewhere, without a locale.
	 */
	private List<String> command(String options, String... arguments) {
		List<String> command = new ArrayList<>(List.of("env", "--chdir=/", "-u", "JAVA_HOME", "-u", "LANG", "LC_ALL=C",
				"XDG_CACHE_HOME=/dev/null", "PATH=" + this.home.resolve("tools") + ":" + Outside.tools(),
				"LOG_ARCHIVER_JAVA_OPTS=" + options, "bash",
				this.home.resolve("scripts").resolve("log-archiver").toString()));
		command.addAll((arguments.length > 0) ? List.of(arguments) : List.of("--version"));
		return command;
	}

	private static String version(Result result) {
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.output()).matches("log-archiver \\S+\n");
		return result.errors();
	}

	private List<Path> caches() throws IOException {
		try (Stream<Path> files = Files.walk(this.home.resolve("target"))) {
			return files.filter((file) -> file.toString().endsWith(".aot")).toList();
		}
	}

}
