package dev.logarchiver.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.logarchiver.LogArchiverApplication;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.deployment.Documents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Schedulers know the program's exit codes and its command line.
 */
class SchedulerTests {

	private static final JsonNode JOB = Documents.kubernetes("base/cronjob.yaml").at("/spec/jobTemplate/spec");

	private static final Path SERVICE = Path.of("jobs", "cron", "log-archiver.service");

	/** With these, another try would change nothing. */
	private static final Set<Integer> PERMANENT = codes(ExitCode.USAGE, ExitCode.INCOMPLETE, ExitCode.KEY_REJECTED);

	private static Set<Integer> codes(ExitCode... codes) {
		return Stream.of(codes).map(ExitCode::value).collect(Collectors.toSet());
	}

	@Test
	void kubernetesTriesAgainOnlyWhereThatCanHelp() {
		JsonNode rule = JOB.at("/podFailurePolicy/rules/0");
		assertThat(rule.path("action").asString()).isEqualTo("FailJob");
		assertThat(rule.at("/onExitCodes/operator").asString()).isEqualTo("In");
		assertThat(rule.at("/onExitCodes/containerName")).isEqualTo(JOB.at("/template/spec/containers/0/name"));
		assertThat(rule.at("/onExitCodes/values").valueStream().map(JsonNode::asInt))
			.containsExactlyInAnyOrderElementsOf(PERMANENT);
	}

	@Test
	void systemdTriesAgainOnlyWhereThatCanHelp() throws IOException {
		assertThat(numbers("RestartPreventExitStatus")).isEqualTo(PERMANENT);
		assertThat(numbers("SuccessExitStatus")).isEqualTo(codes(ExitCode.TERMINATED));
		assertThat(Files.readString(SERVICE)).contains("\nRestart=on-failure\n");
	}

	private static Set<Integer> numbers(String setting) throws IOException {
		Matcher line = Pattern.compile("(?m)^" + setting + "=(.*)$").matcher(Files.readString(SERVICE));
		assertThat(line.find()).as(setting).isTrue();
		return Stream.of(line.group(1).split(" ")).map(Integer::valueOf).collect(Collectors.toSet());
	}

	@ParameterizedTest
	@CsvSource({ "base/cronjob.yaml, /spec/jobTemplate/spec/template", "backfill/job/job.yaml, /spec/template" })
	void theArgumentsAreUnderstood(String file, String pod) {
		List<String> arguments = Documents.kubernetes(file)
			.at(pod + "/spec/containers/0/args")
			.valueStream()
			.map((argument) -> argument.asString().replace("$(JOB_NAME)", "log-archiver-29692140"))
			.toList();
		assertThat(parse(arguments).matchedOptions()).hasSize(arguments.size() - 1);
	}

	static List<String> commandsOfTheGuide() throws IOException {
		return Pattern.compile("; log-archiver (.+)'$", Pattern.MULTILINE)
			.matcher(Files.readString(Path.of("docs", "cron.md")) + Files.readString(Path.of("docs", "install.md")))
			.results()
			.map((command) -> command.group(1))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("commandsOfTheGuide")
	void theCommandsOfTheGuideAreUnderstood(String command) {
		List<String> arguments = List.of(command.split(" ", -1));
		assertThat(parse(arguments).matchedOptionValue("--config", Path.of("")))
			.isEqualTo(Path.of("/etc/log-archiver/jobs/nightly.yaml"));
	}

	private static ParseResult parse(List<String> arguments) {
		return LogArchiverCommand.line(LogArchiverApplication.class)
			.parseArgs(arguments.toArray(String[]::new))
			.subcommand();
	}

}
