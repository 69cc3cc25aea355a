package dev.logarchiver.acceptance.inspection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.IntStream;

import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which secrets {@code scan} finds in the archived logs, and that it never prints one.
 */
class ScanTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final String KEY = "AKIA" + "IOSFODNN7EXAMPLE";

	private static final String TOKEN = "8f14e45fceea167a";

	private static final String PASSWORD = "correct horse battery";

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private SimulatedRun archived(String worker, int hour, String log) {
		SimulatedRun run = this.world.platform()
			.worker(worker)
			.run(JUNE.plusSeconds(3600L * hour))
			.finished("succeeded", null)
			.log(log);
		Result result = Program.call("run", "--worker", worker);
		assertThat(result.code()).as(result.toString()).isZero();
		return run;
	}

	private static Result scan(int code, String... arguments) {
		Result result = Program.call(IntStream.range(-1, arguments.length)
			.mapToObj((index) -> (index < 0) ? "scan" : arguments[index])
			.toArray(String[]::new));
		assertThat(result.code()).as(result.toString()).isEqualTo(code);
		assertThat(result.toString()).doesNotContain(KEY).doesNotContain(TOKEN).doesNotContain(PASSWORD);
		return result;
	}

	@ParameterizedTest
	@ValueSource(strings = { "s3", "file" })
	void saysInWhichLinesSecretsAreNewestRunFirst(String store) {
		if (store.equals("file")) {
			this.world.set("archiver.store.uri", "file:" + this.world.state().resolveSibling("archive"));
		}
		SimulatedRun old = archived("acme/shop", 0, "start\nkey " + KEY + "\ntoken=" + TOKEN + " " + KEY + "\n");
		archived("other", 1, "fine\nnothing here\n");
		SimulatedRun newest = archived("acme/news", 2, "1\r\n2\r\n\r\ntoken=" + TOKEN);
		Result result = scan(0);
		assertThat(result.output().lines()).containsExactly("acme~news " + newest.slug() + " 4: token",
				"acme~shop " + old.slug() + " 2: aws", "acme~shop " + old.slug() + " 3: token",
				"acme~shop " + old.slug() + " 3: aws");
		assertThat(result.errors().lines()).hasSize(1);
		assertThat(result.errors()).contains("3 lines with secrets in 2 logs of 3", "docs/operations.md");
		scan(3, "--check");
	}

	@Test
	void saysThatThereIsNone() {
		archived("w", 0, "fine\n");
		assertThat(scan(0, "--check").output()).isEqualTo("No secret in 1 log.\n");
		assertThat(scan(0, "--json").json()).isEqualTo(JsonMapper.shared().readTree("[]"));
	}

	@Test
	void isJsonToo() {
		SimulatedRun run = archived("acme/shop", 0, "a\ntoken=" + TOKEN + "\n");
		assertThat(scan(3, "--json", "--check").json()).isEqualTo(JsonMapper.shared()
			.readTree("[{\"worker\":\"acme~shop\",\"run\":\"" + run.slug() + "\",\"line\":2,\"rule\":\"token\"}]"));
	}

	@ParameterizedTest
	@CsvSource({ "--worker acme/*, 2", "--worker other, 1", "--since 2026-06-15T13:00:00Z, 2",
			"--until 2026-06-15T13:00:00Z, 1", "--rules token, 3", "'--rules jwt,aws', 0", "--rules email, 1" })
	void looksOnlyWhereAndForWhatItIsAskedTo(String options, int found) {
		archived("acme/shop", 0, "token=" + TOKEN + "\n");
		archived("acme/news", 1, "token=" + TOKEN + "\n");
		archived("other", 2, "bob@example.com\ntoken=" + TOKEN + "\n");
		assertThat(scan(0, (options + " --json").split(" ")).json()).hasSize(found);
	}

	@Test
	void looksForWhatIsConfigured() throws IOException {
		SimulatedRun run = archived("w", 0, "pass " + PASSWORD + "\ntoken=" + TOKEN + "\nbob@example.com\n");
		Path values = this.world.file("values", PASSWORD + "\n");
		Files.setPosixFilePermissions(values, PosixFilePermissions.fromString("rw-------"));
		this.world.set("archiver.redact.values-file", values.toString()).set("archiver.redact.rules", "email");
		Result result = scan(0);
		assertThat(result.output().lines()).containsExactly("w " + run.slug() + " 1: value",
				"w " + run.slug() + " 3: email");
		assertThat(result.errors().lines()).hasSize(1);
		Files.setPosixFilePermissions(values, PosixFilePermissions.fromString("rw-r-----"));
		assertThat(scan(0).errors()).contains("Others can read archiver.redact.values-file", "chmod 600");
	}

	@ParameterizedTest
	@CsvSource({ "archiver.redact.rules, jwt;nonsense, 'nonsense', 'default'",
			"archiver.redact.values-file, /nowhere/values, there is no such file, /nowhere/values" })
	void aMistakeIsNamed(String setting, String value, String named, String further) {
		archived("w", 0, "fine\n");
		this.world.set(setting, value.replace(';', ','));
		assertThat(scan(2).errors()).contains(setting, named, further);
	}

	@Test
	void aValueThatIsTooShortIsNotNamedButItsLineIs() throws IOException {
		archived("w", 0, "fine\n");
		Path values = this.world.file("values", PASSWORD + "\n\nshorty\n");
		this.world.set("archiver.redact.values-file", values.toString());
		assertThat(scan(2).errors()).contains(values.toString(), "in line 3", "6 characters", "shorter than 8")
			.doesNotContain("shorty");
		assertThat(scan(2, "--rules", "nonsense").errors()).contains("--rules", "'nonsense'", "jwt");
	}

	@Test
	void anObjectThatCannotBeReadHidesNoOther() {
		SimulatedRun first = archived("w", 0, "token=" + TOKEN + "\n");
		SimulatedRun second = archived("w", 1, "token=" + TOKEN + "\n");
		this.world.delete(this.world.keysBelow("worker=w/").get(1));
		Result result = scan(3);
		assertThat(result.output().lines()).containsExactly("w " + first.slug() + " 1: token");
		assertThat(result.errors()).contains("Not searched to its end", second.slug());
	}

}
