package dev.logarchiver.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.logarchiver.outside.Outside;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The service and its timer are what systemd takes, and agree with the crontab.
 */
class SystemdUnitsTests {

	private static final Path DIRECTORY = Path.of("jobs", "cron");

	private static final String SERVICE = "log-archiver.service";

	private static final String TIMER = "log-archiver.timer";

	private static final String CHECK = "log-archiver-status.service";

	private static final String CHECK_TIMER = "log-archiver-status.timer";

	private static final String DAEMON = "log-archiver-serve.service";

	@TempDir
	private Path home;

	@Test
	void systemdHasNothingToSay() throws IOException {
		assertThat(verify("RestartSec")).isEqualTo(new Command(0, "", ""));
	}

	@Test
	void aMisspeltSettingIsFound() throws IOException {
		assertThat(verify("RestartSecs").errors()).contains("RestartSecs");
	}

	private Command verify(String restart) throws IOException {
		assumeTrue(Outside.has("systemd-analyze"), "systemd-analyze verifies, and isn't here");
		for (String service : List.of(SERVICE, CHECK, DAEMON)) {
			// the program isn't installed on this machine
			Files.writeString(this.home.resolve(service),
					unit(service).replace("/usr/local/bin/log-archiver", "/bin/true")
						.replace("RestartSec=", restart + "="));
		}
		for (String timer : List.of(TIMER, CHECK_TIMER)) {
			Files.writeString(this.home.resolve(timer), unit(timer));
		}
		return Command.call(this.home, Map.of(), "systemd-analyze", "verify", "--man=no", "./" + SERVICE, "./" + TIMER,
				"./" + CHECK, "./" + CHECK_TIMER, "./" + DAEMON);
	}

	private static String unit(String name) {
		return Documents.text(DIRECTORY.resolve(name));
	}

	private static List<String> values(String name, String setting) {
		return unit(name).lines()
			.filter((line) -> line.startsWith(setting + "="))
			.map((line) -> line.substring(setting.length() + 1))
			.toList();
	}

	@Test
	void theTimersStandForTheCrontabsLines() {
		List<Crontab.Entry> entries = Crontab.read(DIRECTORY.resolve("crontab")).entries();
		assertStandsFor(TIMER, entries.getFirst());
		assertStandsFor(CHECK_TIMER, entries.getLast());
	}

	private static void assertStandsFor(String timer, Crontab.Entry entry) {
		String[] fields = entry.schedule().split(" ");
		assertThat(fields).endsWith("*", "*", "*");
		assertThat(values(timer, "OnCalendar"))
			.containsExactly("*-*-* %02d:%02d:00".formatted(Integer.valueOf(fields[1]), Integer.valueOf(fields[0])));
		assertThat(values(timer, "Persistent")).containsExactly("yes");
	}

	@Test
	void theDaemonMayDoNoMoreThanTheJobAndTakesItsPlace() {
		for (String setting : List.of("User", "EnvironmentFile", "LoadCredential", "Environment", "StateDirectory",
				"UMask", "NoNewPrivileges", "ProtectSystem", "ProtectHome", "CapabilityBoundingSet", "MemoryMax",
				"TimeoutStopSec")) {
			assertThat(values(DAEMON, setting)).as(setting).isNotEmpty().isEqualTo(values(SERVICE, setting));
		}
		assertThat(values(DAEMON, "Conflicts")).containsExactly(TIMER);
		Path definition = Path.of(Crontab.read(DIRECTORY.resolve("crontab")).environment().getOrDefault("CONFIG", ""));
		assertThat(values(DAEMON, "ExecStart")).singleElement()
			.asString()
			.endsWith("log-archiver serve --jobs " + definition.getParent());
	}

	@Test
	void theCheckSaysWhatTheCrontabsDoesAndMayDoNoMoreThanTheJob() {
		Crontab crontab = Crontab.read(DIRECTORY.resolve("crontab"));
		String command = values(CHECK, "ExecStart").getFirst();
		assertThat(command).endsWith(" --config " + crontab.environment().get("CONFIG"));
		assertThat(crontab.entries().getLast().command()).contains(
				command.substring(command.lastIndexOf('/', command.indexOf(' ')) + 1, command.indexOf(" --config")));
		for (String setting : List.of("User", "EnvironmentFile", "StateDirectory", "UMask", "NoNewPrivileges",
				"ProtectSystem", "ProtectHome", "CapabilityBoundingSet", "MemoryMax")) {
			assertThat(values(CHECK, setting)).as(setting).isNotEmpty().isEqualTo(values(SERVICE, setting));
		}
	}

	@Test
	void theServiceUsesTheCrontabsUserAndFiles() {
		Crontab crontab = Crontab.read(DIRECTORY.resolve("crontab"));
		String environment = Documents.text(DIRECTORY.resolve("environment"));
		assertThat(values(SERVICE, "User")).containsExactly(crontab.entries().getFirst().user());
		assertThat(values(SERVICE, "ExecStart")).singleElement()
			.asString()
			.endsWith("log-archiver run --config " + crontab.environment().get("CONFIG"));
		assertThat(crontab.entries().getFirst().command()).contains(values(SERVICE, "EnvironmentFile").getFirst());
		assertThat(environment)
			.contains("\nARCHIVER_STATE_DIR=/var/lib/" + values(SERVICE, "StateDirectory").getFirst() + "\n");
		String credential = values(SERVICE, "LoadCredential").getFirst();
		assertThat(environment)
			.contains("\nCORECLAW_API_KEY_FILE=" + credential.substring(credential.indexOf(':') + 1) + "\n");
		assertThat(values(SERVICE, "Environment"))
			.contains("ARCHIVER_CORECLAW_API_KEY_FILE=%d/" + credential.substring(0, credential.indexOf(':')));
	}

	@Test
	void theServiceHasTimeToDrain() {
		assertThat(values(SERVICE, "TimeoutStopSec")).containsExactly(Documents.kubernetes("base/cronjob.yaml")
			.at("/spec/jobTemplate/spec/template/spec/terminationGracePeriodSeconds")
			.asString() + "s");
	}

}
