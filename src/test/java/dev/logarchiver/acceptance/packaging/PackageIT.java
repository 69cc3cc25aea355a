package dev.logarchiver.acceptance.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.logarchiver.outside.Outside;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.ProgramProcess;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The packages that {@code scripts/package} makes: what is in them, and that it works
 * where there is no Java. How they are installed, upgraded and removed, which takes root,
 * is tried by {@code src/bench/package.sh}.
 */
class PackageIT {

	/** What is said to be installed; the key is the user's. */
	private static final Pattern NAMED = Pattern
		.compile("[` ]/((?:etc|usr)/(?!log-archiver/coreclaw-key|cron)[\\w./-]+)");

	@TempDir
	private static Path directory;

	private final World world = new World();

	@BeforeAll
	static void make() {
		Result made = run("bash", Path.of("scripts", "package").toString(), "--output", directory.toString());
		assertThat(made.code()).as(made.toString()).isZero();
		assertThat(made.output().lines().map(Path::of)).isNotEmpty().allSatisfy((file) -> assertThat(file).exists());
	}

	@AfterEach
	void close() {
		this.world.close();
	}

	private static Result run(String... command) {
		try (World none = new World(); ProgramProcess process = ProgramProcess.start(none, List.of(command))) {
			return process.await();
		}
	}

	private static Path made(String ending) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter((file) -> file.toString().endsWith(ending)).findFirst().orElseThrow();
		}
	}

	@Test
	void anArchiveOfItIsUnpackedAnywhereAndNeedsNoJava() throws IOException {
		Path place = Files.createDirectory(directory.resolve("any where"));
		assertThat(run("tar", "-xzf", made(".tar.gz").toString(), "-C", place.toString()).code()).isZero();
		Path launcher = only(place).resolve("bin").resolve("log-archiver");
		SimulatedRun run = this.world.platform().worker("acme~a").run(Instant.parse("2026-06-15T12:00:00Z"));
		Result first = start(launcher, "-XshowSettings:properties", "run", "--worker", "acme/a");
		assertThat(first.code()).as(first.toString()).isZero();
		assertThat(first.errors()).startsWith("Preparing quick starts: once for each version")
			.contains("java.home = " + only(place).toRealPath().resolve("runtime"));
		// a JVM that can't use the cache that it is given ends at once
		Result text = start(launcher, "-XX:AOTMode=on", "cat", "acme/a");
		assertThat(text.bytes()).as(text.toString()).isEqualTo(run.log().bytes());
		assertThat(start(launcher, "-XX:AOTMode=on", "restart").code()).isEqualTo(2);
		assertThat(start(launcher, "", "--version").output())
			.isEqualTo(only(place).getFileName().toString().replace("archiver-", "archiver ") + "\n");
	}

	private static Path only(Path place) throws IOException {
		try (Stream<Path> files = Files.list(place)) {
			return files.findFirst().orElseThrow();
		}
	}

	private Result start(Path launcher, String options, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("env", "--chdir=/", "-u", "JAVA_HOME", "PATH=" + withoutJava(),
				"XDG_CACHE_HOME=/dev/null", "LOG_ARCHIVER_JAVA_OPTS=" + options, launcher.toString()));
		command.addAll(List.of(arguments));
		try (ProgramProcess process = ProgramProcess.start(this.world, command)) {
			return process.await();
		}
	}

	/** A directory of all programs but Java's. */
	private static Path withoutJava() throws IOException {
		Path tools = directory.resolve("tools");
		if (Files.notExists(tools)) {
			Files.createDirectory(tools);
			try (Stream<Path> files = Files.list(Outside.tools())) {
				for (Path file : files.filter((file) -> !file.getFileName().toString().startsWith("java")).toList()) {
					Files.createSymbolicLink(tools.resolve(file.getFileName()), file.toRealPath());
				}
			}
		}
		return tools;
	}

	@Test
	void thePackageHasWhatItsUnitsAndPagesName() throws IOException {
		assumeTrue(Outside.has("dpkg-deb"), "dpkg-deb makes it, and isn't here");
		Path root = directory.resolve("root");
		assertThat(run("dpkg-deb", "--raw-extract", made(".deb").toString(), root.toString()).code()).isZero();
		assertThat(root.resolve("usr/bin/log-archiver").toRealPath())
			.isEqualTo(root.toRealPath().resolve("usr/lib/log-archiver/scripts/log-archiver"));
		assertThat(Files.readAllLines(root.resolve("DEBIAN/conffiles"))).containsExactlyInAnyOrder(
				"/etc/log-archiver/config.yaml", "/etc/log-archiver/environment", "/etc/log-archiver/jobs/nightly.yaml",
				"/etc/logrotate.d/log-archiver");
		for (String unit : List.of("log-archiver.service", "log-archiver-status.service",
				"log-archiver-serve.service")) {
			assertThat(root.resolve("usr/lib/systemd/system").resolve(unit)).content()
				.contains("ExecStart=/usr/bin/log-archiver ");
		}
		assertThat(root.resolve("usr/share/man/man1/log-archiver-run.1.gz")).exists();
		assertThat(root.resolve("usr/share/bash-completion/completions/log-archiver")).content().contains("backfill");
		assertThat(NAMED.matcher(Files.readString(Path.of("docs", "install.md"))).results()).hasSizeGreaterThan(5)
			.allSatisfy((path) -> assertThat(root.resolve(path.group(1))).exists());
		assertThat(root.resolve("DEBIAN/control")).content()
			.contains("Depends: libc6 (>= 2.17), passwd\n")
			.doesNotContainPattern("@[A-Z]+@");
	}

}
