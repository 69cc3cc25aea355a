package dev.logarchiver.acceptance.jobs;

import java.nio.file.Path;

import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A mistake in a job definition is told with file, line, key, value and remedy.
 */
class JobMistakeTests {

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private Path job(String content) {
		return this.world.file("jobs/job.yaml", content.replace("\\n", "\n") + "\n");
	}

	private static void assertRefused(Result result, String... told) {
		assertThat(result.code()).as(result.toString()).isEqualTo(2);
		assertThat(result.errors()).startsWith("log-archiver: ").contains(told).doesNotContain("\tat ", "Exception");
		assertThat(result.errors().lines()).hasSizeLessThanOrEqualTo(3);
		assertThat(result.bytes()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					archiver:\\n  concurency: 4             | 2 | archiver.concurency is '4'    | did you mean archiver.concurrency?
					archver:\\n  concurrency: 4             | 2 | archver.concurrency is '4'    | did you mean archiver.concurrency?
					archiver:\\n  stall-timeout: 5s         | 2 | archiver.stall-timeout        | did you mean archiver.download.stall-timeout?
					archiver:\\n  workers:\\n    al: true   | 3 | archiver.workers.al is 'true' | did you mean archiver.workers.all?
					archiver:\\n  workers: acme/a           | 2 | archiver.workers is 'acme/a'  | set one of archiver.workers.all, archiver.workers.exclude, archiver.workers.files, archiver.workers.ids
					archiver:\\n  workers: [acme/a]         | 2 | archiver.workers[0] is 'acme/a' | archiver.workers.ids
					archiver:\\n  concurrency: [1, 2]       | 2 | archiver.concurrency[0] is '1' | did you mean archiver.concurrency?
					archiver:\\n  workers:\\n    files:\\n    - path: x.txt | 4 | archiver.workers.files[0].path is 'x.txt' | archiver.workers.files
					workers:\\n  all: true                  | 2 | workers.all is 'true'         | did you mean archiver.workers.all?
					ARCHIVER_CONCURRENCY: 4                 | 1 | ARCHIVER_CONCURRENCY is '4'   | unknown setting
					colour: blue                            | 1 | colour is 'blue'              | docs/configuration.md lists all settings
					archiver: {}\\nAWS_REGION: eu-west-1    | 2 | AWS_REGION is 'eu-west-1'     | the AWS SDK reads the environment
					"archiver.\\u0007x": 1                  | 1 | archiver.\\u0007x is '1'      | unknown setting
					""")
	void whatIsNoSettingIsTold(String content, int line, String told, String remedy) {
		Path job = job(content);
		assertRefused(Program.call("run", "--worker", "a", "--config", job.toString()), told, remedy,
				" (" + job + ", line " + line + ")");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			logging.config: /tmp/x.xml                                      | LOGGING_CONFIG
			spring.config.import: ["optional:http://127.0.0.1:1/x.yaml"]  | SPRING_CONFIG_IMPORT
			spring.datasource.hikari.connection-init-sql: DROP TABLE x      | SPRING_DATASOURCE_HIKARI_CONNECTIONINITSQL
			spring.datasource.hikari.connectionInitSql: DROP TABLE x        | SPRING_DATASOURCE_HIKARI_CONNECTIONINITSQL
			spring.flyway.init-sqls: DROP TABLE x                           | SPRING_FLYWAY_INITSQLS
			spring.datasource.driver-class-name: evil.Driver                | SPRING_DATASOURCE_DRIVERCLASSNAME
			spring.datasource.url: "jdbc:h2:mem:x;init=runscript from '/x'" | SPRING_DATASOURCE_URL
			spring.datasource.url: jdbc:postgresql://h/d?a=b&socketFactory=evil.Factory | SPRING_DATASOURCE_URL
			""")
	void whatHasOtherCodeRunIsForTheEnvironment(String content, String variable) {
		Path job = job(content);
		assertRefused(Program.call("run", "--worker", "a", "--config", job.toString()),
				"must not contain settings that execute other code", "in the environment, as " + variable,
				job + ", line 1");
	}

	@Test
	void whatHasOtherCodeRunIsNotImportedEither() {
		Path other = this.world.file("jobs/other.yaml", "logging.config: x.xml\n");
		Path job = job("spring.config.import: other.yaml");
		assertRefused(Program.call("run", "--worker", "a", "--config", job.toString()), other + ", line 1");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					archiver.concurrency: 0              | archiver.concurrency is '0'       | give a number from 1 to 1000
					archiver.concurrency: lots           | archiver.concurrency is 'lots'    | give a whole number
					archiver.settle-after: soon          | archiver.settle-after is 'soon'   | give a duration, such as 10s or 24h
					archiver.lock-timeout: -1s           | archiver.lock-timeout is 'PT-1S'  | give a duration of 0 or more
					archiver.download.max-size: huge     | archiver.download.max-size is 'huge' | give a size, such as 50GB
					archiver.download.max-size: 0        | archiver.download.max-size is '0B' | give a size above 0
					archiver.store.read-back: lots       | archiver.store.read-back is 'lots' | give a percentage from 0% to 100%, such as 1%
					archiver.store.read-back: 101%       | archiver.store.read-back is '101%' | give a percentage from 0% to 100%, such as 1%
					archiver.store.compression: rar      | archiver.store.compression is 'rar' | give gzip or zstd or none
					archiver.coreclaw.auth: basic        | archiver.coreclaw.auth is 'basic' | give bearer or api-key or query
					archiver.coreclaw.max-attempts: 0    | archiver.coreclaw.max-attempts is '0' | give a number from 1 to 100
					archiver.job.name: a/b               | archiver.job.name (--job) is 'a/b' | such as nightly
					archiver.job.schedule: every night   | archiver.job.schedule is 'every night' | the five fields of a crontab line
					archiver.workers.all: perhaps        | archiver.workers.all is 'perhaps' | give true or false
					archiver.metrics.timeout: 2m         | archiver.metrics.timeout is 'PT2M' | give a duration above 0 and up to 1m
					archiver.metrics.pushgateway.url: pushgateway:9091 | archiver.metrics.pushgateway.url is not a valid http or https URL | http://localhost:9091
					archiver.metrics.otlp.url: grpc://x:4317 | archiver.metrics.otlp.url is not a valid http or https URL | http://localhost:4318/v1/metrics
					archiver.metrics.otlp.headers: abc   | archiver.metrics.otlp.headers is invalid | give name=value
					archiver.metrics.pushgateway.username: me | archiver.metrics.pushgateway.username and archiver.metrics.pushgateway.password | set both or none
					archiver.drain-timeout: ${PATIENCE}  | archiver.drain-timeout is '${PATIENCE}' | nothing sets ${PATIENCE}
					""")
	void aBadValueIsTold(String content, String told, String remedy) {
		Path job = job(content);
		assertRefused(Program.call("run", "--worker", "a", "--config", job.toString()), told, remedy,
				" (" + job + ", line 1): ");
	}

	@ParameterizedTest
	@CsvSource({ "0123", "1e3", "0x1F", "1_000", "yes", "off", "1.10", "12:30", "+5" })
	void aWorkerOfWhichYamlMakesAnotherIsTold(String written) {
		Path job = job("archiver.workers.ids: [acme/a, %s] # x".formatted(written));
		assertRefused(Program.call("run", "--worker", "a", "--config", job.toString()),
				"archiver.workers.ids[1] is '" + written + "' (" + job + ", line 1): ", "put it in quotes");
	}

	@ParameterizedTest
	@ValueSource(strings = { "archiver.workers.ids: 0123", "archiver:\\n  workers:\\n    exclude:\\n    - 0123 # x",
			"archiver.job.name: 0123" })
	void aTextOfWhichYamlMakesAnotherIsToldWhereverItStands(String content) {
		Path job = job(content);
		assertRefused(Program.call("run", "--worker", "a", "--config", job.toString()), " is '0123' (" + job,
				"put it in quotes");
	}

	@Test
	void aWorkerThatYamlReadsAsWrittenIsTaken() {
		this.world.platform().everyUnknownWorkerHasOneRun();
		Path job = job("archiver.workers.ids: [123, 2026-01-01, true, 1.5, '0123', \"1e3\", acme/0123]");
		Result result = Program.call("run", "--json", "--config", job.toString());
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(this.world.keys()).anyMatch((key) -> key.startsWith("worker=2026-01-01/"))
			.anyMatch((key) -> key.startsWith("worker=0123/"))
			.anyMatch((key) -> key.startsWith("worker=1e3/"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			http://x/y     | archiver.store.uri (--store) is 'http://x/y' (%s, line 3): expected s3://
			s3://${BUCKET} | archiver.store.uri is 's3://${BUCKET}' (%s, line 3): nothing sets ${BUCKET}
			""")
	void aBadStoreIsTold(String uri, String told) {
		this.world.unset("archiver.store.uri");
		Path job = job("archiver:\n  store:\n    uri: " + uri);
		assertRefused(Program.call("run", "--worker", "a", "--config", job.toString()), told.formatted(job));
	}

	@Test
	void aMissingListIsToldWithThePathItLeadsTo() {
		Path job = job("archiver:\n  workers:\n    files:\n    - missing.txt");
		Path missing = job.resolveSibling("missing.txt");
		Result result = Program.call("run", "--config", job.toString());
		assertThat(result.code()).isEqualTo(2);
		assertThat(result.errors()).isEqualTo("log-archiver: " + missing + " (archiver.workers.files in " + job
				+ ", line 4) can't be read: there is no file " + missing + "; correct the path\n");
	}

	@Test
	void aBadPatternIsTold() {
		Path job = job("archiver:\n  workers:\n    exclude: '[ab]*'");
		Result result = Program.call("run", "--worker", "a", "--config", job.toString());
		assertThat(result.code()).isEqualTo(2);
		assertThat(result.errors())
			.contains("'[ab]*' (archiver.workers.exclude in " + job + ", line 3) is not a Worker pattern");
	}

	@Test
	void aBadAddressOrKeyFileIsTold() {
		this.world.unset("CORECLAW_API_KEY").unset("CORECLAW_BASE_URL");
		Path job = job("archiver.coreclaw.base-url: ftp://x");
		assertThat(Program.call("doctor", "--config", job.toString()).output())
			.contains("CORECLAW_BASE_URL does not start with https:// (" + job + ", line 1)");
		job = job("archiver.coreclaw.api-key-file: no-key");
		assertThat(Program.call("run", "--worker", "a", "--config", job.toString()).errors())
			.contains("CORECLAW_API_KEY_FILE names '" + job.resolveSibling("no-key"), " (" + job + ", line 1): ");
	}

	@Test
	void theFileIsNamedAsItsUserNamedIt() {
		Path job = job("archiver.concurrency: 0");
		Path relative = Path.of("").toAbsolutePath().relativize(job);
		assertRefused(Program.call("run", "--worker", "a", "--config", relative.toString()),
				" (" + relative + ", line 1): ");
	}

	@Test
	void aMistakeInAnImportedFileNamesThatFile() {
		Path shared = this.world.file("shared/limits.yaml", "archiver:\n\n  concurrency: 0\n");
		assertRefused(Program.call("run", "--worker", "a", "--config",
				job("spring.config.import: ../shared/limits.yaml").toString()), " (" + shared + ", line 3): ");
		assertRefused(
				Program.call("run", "--worker", "a", "--config", job("spring.config.import: none.yaml").toString()),
				"none.yaml", "job.yaml, line 1");
	}

	@Test
	void aValueOfTheEnvironmentIsNotBlamedOnTheFile() {
		this.world.set("archiver.concurrency", "0");
		Result result = Program.call("run", "--worker", "a", "--config", job("archiver.concurrency: 1").toString());
		assertRefused(result, "archiver.concurrency is '0': give a number");
	}

	@ParameterizedTest
	@ValueSource(strings = { "archiver.coreclaw.apikeys: s3cr3t", "archiver.token: s3cr3t", "my-password: s3cr3t",
			"AWS_SECRET_ACCESS_KEY: s3cr3t", "archiver.store.uri: s3://user:s3cr3t@bucket",
			"store.uri: s3://user:s3cr3t@bucket", "archiver.store.uri: s3://user:s3cr3t@${BUCKET}",
			"archiver.metrics.pushgateway.url: https://user:s3cr3t@gateway",
			"archiver.metrics.otlp.url: http://x/?key=s3cr3t", "archiver.metrics.pushgateway.password: s3cr3t",
			"archiver.metrics.otlp.headers: s3cr3t", "archiver.metrics.pushgateway.pasword: s3cr3t",
			"archiver.metrics.otlp.headers: key=s3cr3t ${x}",
			"sprin.datasource.url: jdbc:postgresql://db/x?password=s3cr3t" })
	void aSecretIsNotTold(String content) {
		this.world.unset("archiver.store.uri");
		Result result = Program.call("run", "-v", "--worker", "a", "--config", job(content).toString());
		assertThat(result.code()).as(result.toString()).isEqualTo(2);
		assertThat(result.errors()).contains("job.yaml, line 1").doesNotContain("s3cr3t");
	}

	@Test
	void emptyGroupsAndNamesOfTheUsersOwnAreNoMistakes() {
		this.world.platform().worker("acme~a");
		Path job = job("""
				archiver:
				  # concurrency: 3
				  workers:
				  store:
				  settle-after: ${patience}
				  drainTimeout: 5s
				patience: 3h
				logging:
				  level:
				    org.example: debug
				""");
		assertThat(Program.call("run", "--worker", "acme/a", "--config", job.toString()).code()).isZero();
	}

}
