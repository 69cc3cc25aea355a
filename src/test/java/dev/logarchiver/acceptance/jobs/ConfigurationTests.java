package dev.logarchiver.acceptance.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

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
 * Wrong settings end with exit code 2, before anything starts.
 */
class ConfigurationTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private void assertRefused(Result result, String... named) {
		assertThat(result.code()).as(result.toString()).isEqualTo(2);
		assertThat(result.errors()).contains(named).doesNotContain("\tat ");
		assertThat(result.errors().lines()).hasSizeLessThanOrEqualTo(3);
		assertThat(result.bytes()).isEmpty();
		assertThat(Program.call("executions", "--json", "--state", this.world.state() + "-2").json()).isEmpty();
	}

	@Test
	void aMissingKeyIsNamed() {
		this.world.set("CORECLAW_API_KEY", " ");
		assertRefused(Program.call("run", "--worker", "a"), "CORECLAW_API_KEY", "CORECLAW_API_KEY_FILE");
	}

	@Test
	void theKeyMayComeFromAFile() {
		this.world.platform().worker("a").run(JUNE);
		Path file = this.world.file("key", this.world.platform().apiKey() + "\n");
		this.world.unset("CORECLAW_API_KEY").set("CORECLAW_API_KEY_FILE", file.toString());
		assertThat(Program.call("run", "--worker", "a").code()).isZero();
		this.world.set("CORECLAW_API_KEY_FILE", file + "-missing");
		assertRefused(Program.call("run", "--worker", "a"), "CORECLAW_API_KEY_FILE", "key-missing");
	}

	@ParameterizedTest
	@CsvSource({ "bearer", "api-key", "query" })
	void theKeyIsSentAsConfigured(String auth) {
		this.world.platform().worker("a").run(JUNE);
		this.world.set("archiver.coreclaw.auth", auth);
		assertThat(Program.call("run", "--worker", "a").code()).isZero();
	}

	@Test
	void aKeyDoesNotGoOverPlainHttp() {
		this.world.set("CORECLAW_BASE_URL", "http://192.0.2.1");
		assertRefused(Program.call("run", "--worker", "a"), "CORECLAW_BASE_URL", "http://192.0.2.1",
				"archiver.coreclaw.allow-http");
	}

	@ParameterizedTest
	@CsvSource({ "archiver.concurrency,0", "archiver.concurrency,many", "archiver.coreclaw.max-attempts,0",
			"archiver.coreclaw.rate-limit,-1", "archiver.coreclaw.auth,basic", "archiver.settle-after,soon",
			"archiver.lock-timeout,PT-1S", "archiver.store.compression,rar", "archiver.store.uri,http://x/y",
			"archiver.download.stall-timeout,0s", "archiver.download.max-size,huge", "archiver.errors.pattern,x(",
			"archiver.errors.pattern,\\bError" })
	void aBadValueIsNamedWithItsProperty(String property, String value) {
		this.world.set(property, value);
		assertRefused(Program.call("run", "--worker", "a"), property, value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/?region=eu", "/#here", "/a//b" })
	void anEndpointThatIsMoreThanAPlaceIsNamed(String more) {
		this.world.platform().worker("a").run(JUNE);
		this.world.set("aws.endpointUrlS3", this.world.s3() + more);
		assertRefused(Program.call("run", "--worker", "a"), "AWS_ENDPOINT_URL_S3", "https://s3.example.com:9000");
		assertThat(this.world.keys()).isEmpty();
	}

	@Test
	void aMissingBucketIsNamed() {
		assertRefused(Program.call("run", "--worker", "a", "--store", "s3://no-such-bucket"), "no-such-bucket");
	}

	@Test
	void refusedCredentialsAreSaidWithoutTheSecret() {
		this.world.set("aws.secretAccessKey", "not-the-secret");
		Result result = Program.call("run", "--worker", "a");
		assertRefused(result, "AWS_ACCESS_KEY_ID");
		assertThat(result.errors()).doesNotContain("not-the-secret");
	}

	@Test
	void settingsComeFromAConfigurationFileToo() {
		this.world.platform().worker("a").run(JUNE);
		Path config = this.world.file("nightly.yaml", """
				archiver:
				  store:
				    compression: none
				""");
		assertThat(Program.call("run", "--worker", "a", "--config", config.toString()).code()).isZero();
		assertThat(this.world.keys()).singleElement().asString().endsWith(".log");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			bad.yaml   | archiver: [        | line 2, column 1
			bad.yaml   | archiver: {a: b: c} | line 1
			bad.yaml   | exclude: [*/test]  | put what begins with * in quotes
			bad.yaml   | exclude: *~test    | put what begins with * in quotes
			wrong.yaml | archiver: {concurrency: lots} | 'lots'
			wrong.yaml | archiver: {settle-after: soon} | archiver.settle-after
			notes.txt  | archiver: {} | .yaml
			""")
	void aMistakeInAConfigurationFileIsNamedWithItsPlace(String name, String content, String named) {
		Path config = this.world.file(name, content + "\n");
		assertRefused(Program.call("run", "--worker", "a", "--config", config.toString()), named);
	}

	@Test
	void whatLiesInTheWorkingDirectoryIsNoConfiguration() throws Exception {
		Path stray = Path.of("application.properties");
		Files.writeString(stray, "archiver.concurrency=0\n");
		try {
			assertThat(Program.call("restart").errors()).contains("There is nothing to restart");
		}
		finally {
			Files.delete(stray);
		}
	}

}
