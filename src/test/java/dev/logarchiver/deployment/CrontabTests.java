package dev.logarchiver.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

import dev.logarchiver.deployment.Crontab.Entry;
import dev.logarchiver.outside.Outside;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The crontab's lines, given to a shell as cron does, with a program that ends as it is
 * told.
 */
class CrontabTests {

	private static final Path DIRECTORY = Path.of("jobs", "cron");

	private static final Crontab CRONTAB = Crontab.read(DIRECTORY.resolve("crontab"));

	private static final Entry ARCHIVE = CRONTAB.entries().getFirst();

	private static final Entry CHECK = CRONTAB.entries().getLast();

	@TempDir
	private Path home;

	private Path log;

	@BeforeEach
	void install() throws IOException {
		this.log = this.home.resolve("nightly.log");
		Path program = this.home.resolve("log-archiver");
		Files.writeString(program, """
				#!/bin/sh
				echo "called with $* in $ARCHIVER_STATE_DIR and $CORECLAW_API_KEY_FILE"
				echo "logged" >&2
				exit $ENDS_WITH
				""");
		Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	private Command start(Entry entry, int code) {
		Map<String, String> environment = new HashMap<>(CRONTAB.environment());
		// what the crontab's own path leads to may be a program that is really used
		environment.put("PATH", this.home + ":" + Outside.tools());
		environment.put("LOG", this.log.toString());
		environment.put("ENDS_WITH", Integer.toString(code));
		String command = entry.command()
			.replace("/etc/log-archiver/environment", DIRECTORY.resolve("environment").toAbsolutePath().toString());
		return Command.call(this.home, environment, CRONTAB.environment().getOrDefault("SHELL", ""), "-c", command);
	}

	@Test
	void aRunThatSucceedsIsLoggedAndNotMailed() {
		Command result = start(ARCHIVE, 0);
		assertThat(result).isEqualTo(new Command(0, "", ""));
		assertThat(Documents.text(this.log).lines().skip(1)).containsExactly(
				"called with run --config /etc/log-archiver/jobs/nightly.yaml in /var/lib/log-archiver and /etc/log-archiver/coreclaw-key",
				"logged");
		start(ARCHIVE, 0);
		assertThat(Documents.text(this.log).lines()).filteredOn((line) -> line.startsWith("== ")).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 75, 143 })
	void anyOtherEndIsMailedWithItsCode(int code) {
		Command result = start(ARCHIVE, code);
		assertThat(result.output()).startsWith("exit code " + code + ", the whole is in " + this.log + ":\ncalled ")
			.endsWith("logged\n");
		assertThat(result.errors()).isEmpty();
		assertThat(start(ARCHIVE, code)).as("holds nothing of the run before").isEqualTo(result);
	}

	@Test
	void aFreshArchiveIsNotMailedAndAStaleOneIs() {
		assertThat(start(CHECK, 0)).isEqualTo(new Command(0, "", ""));
		Command stale = start(CHECK, 3);
		assertThat(stale.output()).startsWith("exit code 3:\ncalled with status --stale --config ")
			.endsWith("logged\n");
		assertThat(this.log).doesNotExist();
	}

	@Test
	void aMissingProgramIsMailed() throws IOException {
		Files.delete(this.home.resolve("log-archiver"));
		assertThat(start(ARCHIVE, 0).output()).startsWith("exit code 127").contains("not found");
	}

	@Test
	void theScheduleIsThatOfTheShippedJob() {
		assertThat(Documents.of(Path.of("jobs", "nightly.yaml")).at("/archiver/job/schedule").asString())
			.isEqualTo(ARCHIVE.schedule());
		assertThat(CRONTAB.entries()).allSatisfy((entry) -> assertThat(entry.user()).isEqualTo("log-archiver"));
		assertThat(CRONTAB.environment()).containsKey("MAILTO");
	}

}
