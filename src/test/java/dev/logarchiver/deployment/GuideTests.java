package dev.logarchiver.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.logarchiver.outside.Outside;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The commands of the pages on Kubernetes, cron and installation, as far as they go
 * without a cluster and without being root.
 */
class GuideTests {

	private static final Path KUBERNETES = Path.of("docs", "kubernetes.md");

	private static final Path CRON = Path.of("docs", "cron.md");

	private static final Path INSTALL = Path.of("docs", "install.md");

	private static final Path HERE = Path.of("");

	private static final String WITHOUT_A_CLUSTER = " --dry-run=client --output=yaml";

	@TempDir
	private Path directory;

	/**
	 * The indented lines of a page, without those of its lists that aren't commands.
	 */
	private static List<String> commands(Path page, String beginning) {
		return Pattern.compile("(?m)^ {4,}(?=" + beginning + ")(.*)$")
			.matcher(Documents.text(page))
			.results()
			.map((line) -> line.group(1))
			.toList();
	}

	static List<String> renderings() {
		return commands(KUBERNETES, "kubectl kustomize");
	}

	private static Command sh(Path directory, String command) {
		return Command.call(directory, Map.of(), "sh", "-c", command);
	}

	@ParameterizedTest
	@MethodSource("renderings")
	void thePrintedRenderingWorks(String command) {
		assumeTrue(Outside.has("kubectl"), "kubectl renders, and isn't here");
		Command rendered = sh(HERE, command);
		assertThat(rendered.errors()).isEmpty();
		assertThat(rendered.code()).isZero();
		assertThat(Documents.in(rendered.output())).hasSizeGreaterThan(3);
	}

	@Test
	void whateverIsAppliedIsRenderedFirstAndNothingIsLeftOut() {
		List<String> applied = commands(KUBERNETES, "kubectl apply -k");
		assertThat(applied.stream().map((command) -> command.replace("apply -k", "kustomize")))
			.containsExactlyElementsOf(renderings());
		assertThat(applied.stream().map((command) -> Path.of(command.substring("kubectl apply -k ".length()))))
			.containsExactlyInAnyOrderElementsOf(Kustomization.rendered()
				.stream()
				.map(Kustomization::directory)
				.filter((each) -> !each.endsWith("base"))
				.toList());
	}

	@Test
	void thePrintedSecretsAreThoseThatThePodsAskFor() throws IOException {
		assumeTrue(Outside.has("kubectl"), "kubectl makes Secrets, and isn't here");
		Files.writeString(this.directory.resolve("coreclaw-key"), "key\n");
		Files.writeString(this.directory.resolve("s3.env"), "AWS_ACCESS_KEY_ID=id\nAWS_SECRET_ACCESS_KEY=secret\n");
		Files.writeString(this.directory.resolve("database.env"), "username=user\npassword=secret\n");
		Files.writeString(this.directory.resolve("users"), "ada:hash\n");
		Map<String, Set<String>> made = new TreeMap<>();
		for (String command : commands(KUBERNETES, "kubectl create secret")) {
			JsonNode secret = Documents.in(sh(this.directory, command + WITHOUT_A_CLUSTER).output()).getFirst();
			made.put(secret.at("/metadata/name").asString(), new TreeSet<>(secret.path("data").propertyNames()));
		}
		assertThat(made).isEqualTo(Map.of("log-archiver", Set.of("api-key"), "log-archiver-s3",
				Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"), "log-archiver-database",
				Set.of("username", "password"), "log-archiver-users", Set.of("users")));
		String asked = Documents.text(Documents.KUBERNETES.resolve("base/cronjob.yaml"))
				+ Documents.text(Documents.KUBERNETES.resolve("overlays/postgresql/database.yaml"))
				+ Documents.text(Documents.KUBERNETES.resolve("serve/deployment.yaml"));
		assertThat(asked).contains("secretName: log-archiver\n", "value: /etc/log-archiver/secret/api-key\n",
				"name: log-archiver-s3\n", "name: log-archiver-database\n", "key: username\n", "key: password\n",
				"secretName: log-archiver-users\n", "value: /etc/log-archiver/users/users\n");
	}

	@Test
	void aJobOfAnyCommandIsAJob() throws IOException {
		assumeTrue(Outside.has("jq"), "jq changes the Job, and isn't here");
		String filter = commands(KUBERNETES, "  jq ").getFirst().replaceFirst(" \\|$", "");
		JsonNode job = new Kustomization(Documents.KUBERNETES.resolve("backfill/postgresql")).render("Job");
		Path file = Files.writeString(this.directory.resolve("job.json"), JsonMapper.shared().writeValueAsString(job));
		Path script = Files.writeString(this.directory.resolve("filter"), filter + " " + file);
		JsonNode changed = Documents.in(Command.call(HERE, Map.of(), "sh", script.toString()).output()).getFirst();
		assertThat(PublishedTypes.problems(changed)).isEmpty();
		assertThat(changed.at("/spec/template/spec/containers/0/args/0").asString()).isEqualTo("status");
	}

	@Test
	void everyCommandIsAShells() throws IOException {
		for (Path page : List.of(KUBERNETES, CRON, INSTALL)) {
			String script = String.join("\n", commands(page, "\\S|  \\S"));
			assertThat(script.lines()).hasSizeGreaterThan(10);
			Path file = Files.writeString(this.directory.resolve("commands"), script);
			assertThat(Command.call(HERE, Map.of(), "bash", "-n", file.toString())).isEqualTo(new Command(0, "", ""));
		}
	}

	@Test
	void everyNamedFileOfThisRepositoryIsThere() {
		for (Path page : List.of(KUBERNETES, CRON, INSTALL)) {
			assertThat(Stream.of(Documents.text(page).split("[\\s`(),]+"))
				.filter((word) -> word.matches("(jobs|scripts)/\\S*\\w"))).isNotEmpty()
				.allSatisfy((word) -> assertThat(Path.of(word)).exists());
		}
	}

	@Test
	void cronFindsWhatIsInstalled() {
		String installed = String.join("\n", commands(CRON, "install |ln ")) + "\n";
		Crontab crontab = Crontab.read(Path.of("jobs", "cron", "crontab"));
		assertThat(installed).contains(" " + crontab.environment().get("CONFIG") + "\n",
				" /etc/log-archiver/environment\n", " /etc/log-archiver/coreclaw-key\n",
				" /usr/local/bin/log-archiver\n", " /var/lib/log-archiver ", " /var/log/log-archiver\n");
		assertThat(crontab.environment().get("LOG")).startsWith("/var/log/log-archiver/");
		assertThat(crontab.environment().get("PATH")).contains("/usr/local/bin:");
	}

}
