package dev.logarchiver.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
		assumeTrue(Command.isHere("systemd-analyze"), "systemd-analyze verifies, and isn't here");
		// the program isn't installed on this machine
		Files.writeString(this.home.resolve(SERVICE), unit(SERVICE).replace("/usr/local/bin/log-archiver", "/bin/true")
			.replace("RestartSec=", restart + "="));
		Files.writeString(this.home.resolve(TIMER), unit(TIMER));
		return Command.call(this.home, Map.of(), "systemd-analyze", "verify", "--man=no", "./" + SERVICE, "./" + TIMER);
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
	void theTimerStandsForTheCrontabsLine() {
		String[] fields = Crontab.read(DIRECTORY.resolve("crontab")).entries().getFirst().schedule().split(" ");
		assertThat(fields).endsWith("*", "*", "*");
		assertThat(values(TIMER, "OnCalendar"))
			.containsExactly("*-*-* %02d:%02d:00".formatted(Integer.valueOf(fields[1]), Integer.valueOf(fields[0])));
		assertThat(values(TIMER, "Persistent")).containsExactly("yes");
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
