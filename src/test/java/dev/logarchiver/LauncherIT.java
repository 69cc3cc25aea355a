package dev.logarchiver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.logarchiver.Program.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The launcher's ahead-of-time cache: made at the first start, used from then on, made
 * anew for another jar, and nobody's problem where it can't be had.
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
		for (String script : List.of("log-archiver", "find-java", "ahead-of-time", "jvm-options",
				"rehearsal-options")) {
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
		assertSaysItsVersion(start(""));
		Path cache = caches().getFirst();
		FileTime made = Files.getLastModifiedTime(cache);
		// a JVM that can't use the cache ends at once
		assertSaysItsVersion(start("-XX:AOTMode=on"));
		assertThat(caches()).containsExactly(cache);
		assertThat(Files.getLastModifiedTime(cache)).isEqualTo(made);
		Files.setLastModifiedTime(this.jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
		assertSaysItsVersion(start("-XX:AOTMode=on"));
		assertThat(caches()).hasSize(2).contains(cache);
		for (Path each : caches()) {
			Files.writeString(each, "damaged");
		}
		assertSaysItsVersion(start(""));
	}

	@Test
	void worksWhereNoCacheCanBeMade() throws IOException {
		Files.writeString(this.home.resolve("target").resolve("ahead-of-time"), "in the way");
		assertSaysItsVersion(start(""));
		assertThat(caches()).isEmpty();
	}

	private Result start(String options) {
		String launcher = this.home.resolve("scripts").resolve("log-archiver").toString();
		try (ProgramProcess process = ProgramProcess.start(this.world, List.of("env", "XDG_CACHE_HOME=/dev/null",
				"LOG_ARCHIVER_JAVA_OPTS=" + options, "bash", launcher, "--version"))) {
			return process.await();
		}
	}

	private static void assertSaysItsVersion(Result result) {
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.output()).matches("log-archiver \\S+\n");
		assertThat(result.errors()).isEmpty();
	}

	private List<Path> caches() throws IOException {
		try (Stream<Path> files = Files.walk(this.home.resolve("target"))) {
			return files.filter((file) -> file.endsWith("program.aot")).toList();
		}
	}

}
