package dev.logarchiver.acceptance.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.logarchiver.simulation.Content;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is redacted on the way into the archive, and that the platform's text decides what
 * is archived again.
 */
class RedactionTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final String SECRET = "correct-horse-battery";

	private static final String OTHER = "staple-of-the-horse";

	private static final String TEXT = "begin\nERROR: the word " + SECRET + " is wrong, not " + OTHER + "\nend\n";

	private static final String HIDDEN = "[REDACTED:value]";

	final World world = world();

	private final SimulatedRun run = this.world.platform().worker("w").run(JUNE).log(TEXT);

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private void redact(String... values) {
		Path file = this.world.file("values.txt", String.join("\n", values) + "\n");
		file.toFile().setReadable(false, false);
		file.toFile().setReadable(true, true);
		this.world.set("archiver.redact.values-file", file.toString());
	}

	private void redactNothing() {
		this.world.unset("archiver.redact.values-file");
	}

	private static JsonNode archive(int code, String... options) {
		String[] arguments = new String[options.length + 4];
		System.arraycopy(options, 0, arguments, 4, options.length);
		System.arraycopy(new String[] { "run", "--json", "--worker", "w" }, 0, arguments, 0, 4);
		Result result = Program.call(arguments);
		assertThat(result.code()).as(result.toString()).isEqualTo(code);
		return result.json();
	}

	private static void assertOutcome(String outcome, JsonNode result) {
		assertThat(result.path(outcome).asInt()).as(result.toString()).isOne();
	}

	private String key(String ending) {
		return "worker=w/date=2026-06-15/" + this.run.slug() + ending;
	}

	private List<String> logs(String column) {
		return Ledgers.strings(this.world, "SELECT " + column + " FROM archived_log ORDER BY worker_id, revision");
	}

	/** Loses the key that the hashes were made with. */
	void loseKey() {
		try {
			Files.delete(this.world.state().resolve("redaction-key"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void whatIsNotRedactedIsStoredAsItWasDownloaded() {
		archive(0);
		assertThat(this.world.text(key(".log.gz"))).isEqualTo(TEXT);
		assertThat(this.world.head(key(".log.gz")).metadata()).containsEntry("sha256", Content.of(TEXT).sha256())
			.doesNotContainKeys("redactions", "redaction-rules");
		assertThat(logs("redactions")).containsOnlyNulls();
		assertThat(logs("source_mac")).containsOnlyNulls();
		assertThat(this.world.state().resolve("redaction-key")).doesNotExist();
	}

	@Test
	void whatIsRedactedIsSeenByNothing() throws IOException {
		redact(SECRET, OTHER);
		Path metrics = Files.createDirectories(this.world.state().resolveSibling("metrics"));
		this.world.set("archiver.metrics.textfile-directory", metrics.toString());
		this.world.platform().worker("before").run(JUNE).log("begin\nend\n");
		Result result = Program.call("run", "-v", "--worker", "w", "--worker", "before");
		assertThat(result.code()).as(result.toString()).isZero();
		String text = TEXT.replace(SECRET, HIDDEN).replace(OTHER, HIDDEN);
		assertThat(this.world.text(key(".log.gz"))).isEqualTo(text);
		Map<String, String> metadata = this.world.head(key(".log.gz")).metadata();
		assertThat(metadata).containsEntry("redactions", "2")
			.containsEntry("sha256", Content.of(text).sha256())
			.containsEntry("size", String.valueOf(text.length()));
		assertThat(Objects.requireNonNull(metadata.get("redaction-rules"))).matches("[0-9a-f]{64}");
		String[] secrets = { SECRET, OTHER, Content.of(TEXT).sha256() };
		assertThat(metadata.toString()).doesNotContain(secrets);
		assertThat(Ledgers.dump(this.world)).contains(HIDDEN).doesNotContain(secrets);
		assertThat(metrics).isDirectoryContaining("glob:**.prom");
		try (Stream<Path> files = Files.list(metrics)) {
			assertThat(files).allSatisfy((file) -> assertThat(file).content().doesNotContain(secrets));
		}
		for (Result told : List.of(result, Program.call("show", "1"), Program.call("logs", "--json", "--errors"),
				Program.call("cat", "w"), Program.call("verify", "--read-data"), Program.call("doctor", "-v"))) {
			assertThat(told.toString()).doesNotContain(secrets);
		}
	}

	@Test
	void tellsHowManySecretsThereWere() {
		redact(SECRET, OTHER);
		this.world.platform().worker("clean").run(JUNE);
		Program.call("run", "--worker", "w", "--worker", "clean");
		JsonNode logs = Program.call("logs", "--json", "--worker", "w").json();
		assertThat(logs.get(0).path("redactions").asInt()).isEqualTo(2);
		assertThat(Program.call("logs", "--json", "--worker", "clean").json().get(0).has("redactions")).isFalse();
	}

	@Test
	void theDoctorSaysWhatIsRedacted() {
		assertThat(Program.call("doctor").output()).contains("redaction", "off: logs are archived as they are");
		this.world.set("archiver.redact.rules", "jwt,github");
		redact(SECRET);
		String file = String.valueOf(System.getProperty("archiver.redact.values-file"));
		assertThat(Program.call("doctor").output()).contains("on: jwt, github, the values in " + file)
			.doesNotContain("chmod");
		assertThat(Path.of(file).toFile().setReadable(true, false)).isTrue();
		assertThat(Program.call("doctor").output()).contains("chmod 600 " + file);
		this.world.set("archiver.redact.values-file", file + ".none");
		Result failed = Program.call("doctor");
		assertThat(failed.code()).isEqualTo(2);
		assertThat(failed.output()).contains("FAILED", file + ".none");
	}

	/** The secret is in the two pieces that the download comes in. */
	@Test
	void aSecretIsFoundAcrossTheEdgeOfAResumedDownload() {
		redact(SECRET);
		String text = "a line\n".repeat(20_000) + TEXT + "a line\n".repeat(20_000);
		int within = text.indexOf(SECRET) + 5;
		this.run.log(text).fail(Endpoint.DOWNLOAD, Fault.cutAfter(within).times(1));
		archive(0);
		assertThat(this.world.platform().downloads().getLast().header("range")).hasValue("bytes=" + within + "-");
		assertThat(this.world.text(key(".log.gz"))).isEqualTo(text.replace(SECRET, HIDDEN));
	}

	@Test
	void aPreviewIsRedactedToo() {
		redact(SECRET);
		this.run.url(null).preview("it began", "the word is " + SECRET);
		archive(0);
		assertThat(this.world.text(key(".log.gz"))).isEqualTo("it began\nthe word is " + HIDDEN + "\n");
	}

	@Test
	void theSameSourceIsUnchangedWhateverTheRules() {
		archive(0);
		redact(SECRET);
		assertOutcome("unchanged", archive(0, "--force"));
		redact(SECRET, OTHER);
		assertOutcome("archived", archive(0, "--force", "--redact"));
		redact(OTHER);
		assertOutcome("unchanged", archive(0, "--force"));
		redactNothing();
		assertOutcome("unchanged", archive(0, "--force"));
		assertThat(this.world.keys()).hasSize(2);
	}

	@Test
	void anotherSourceIsARevisionEvenIfItsSecretsAreAllThatDiffers() {
		redact(SECRET, OTHER);
		archive(0);
		this.run.log(TEXT.replace(OTHER, SECRET));
		assertOutcome("archived", archive(0, "--force"));
		assertThat(this.world.text(key(".r2.log.gz"))).isEqualTo(this.world.text(key(".log.gz")));
	}

	@Test
	void storesAnewWhatWasRedactedByOtherRules() {
		archive(0);
		redact(SECRET);
		assertOutcome("archived", archive(0, "--force", "--redact"));
		assertThat(this.world.text(key(".log.gz"))).isEqualTo(TEXT);
		assertThat(this.world.text(key(".r2.log.gz"))).isEqualTo(TEXT.replace(SECRET, HIDDEN));
		assertThat(Program.call("show", "2").output()).contains("Force         yes, and redacts anew");
		assertOutcome("unchanged", archive(0, "--force", "--redact"));
		redact(SECRET, OTHER);
		assertOutcome("archived", archive(0, "--force", "--redact"));
		assertThat(this.world.keys()).containsExactly(key(".log.gz"), key(".r2.log.gz"), key(".r3.log.gz"));
		assertThat(logs("redactions")).containsExactly(null, "1", "2");
	}

	@Test
	void aBackfillStoresAnewWhatWasRedactedByOtherRules() {
		String[] range = { "backfill", "--json", "--worker", "w", "--since", "2026-06-01", "--until", "2026-07-01" };
		assertOutcome("archived", Program.call(range).json());
		redact(SECRET);
		String[] anew = Arrays.copyOf(range, range.length + 2);
		anew[range.length] = "--force";
		anew[range.length + 1] = "--redact";
		assertOutcome("archived", Program.call(anew).json());
		assertThat(this.world.text(key(".r2.log.gz"))).isEqualTo(TEXT.replace(SECRET, HIDDEN));
		redact(SECRET, OTHER);
		assertOutcome("archived", Program.call(anew).json());
		assertThat(this.world.keys()).hasSize(3);
	}

	@ParameterizedTest
	@CsvSource({ "run --redact, --redact needs --force", "run --force --redact, --redact has nothing to look for",
			"backfill --since 2026-06-01 --force --redact, --redact has nothing to look for",
			"backfill --since 2026-06-01 --redact, --redact needs --force" })
	void redactingAnewNeedsRulesAndForce(String command, String problem) {
		Result result = Program.call((command + " --worker w").split(" "));
		assertThat(result.code()).isEqualTo(2);
		assertThat(result.errors()).contains(problem).hasLineCount(1);
	}

	@Test
	void nothingStartsWithoutTheValues() {
		this.world.set("archiver.redact.values-file", this.world.state().resolve("none.txt").toString());
		Result result = Program.call("run", "--worker", "w");
		assertThat(result.code()).as(result.toString()).isEqualTo(2);
		assertThat(result.errors()).contains("archiver.redact.values-file", "none.txt");
		assertThat(Program.call("executions", "--json").json()).isEmpty();
		assertThat(this.world.keys()).isEmpty();
	}

	@Test
	void aRestartRedactsAnewToo() {
		archive(0);
		redact(SECRET);
		this.world.wayToStore()
			.answer(403, "<Error><Code>AccessDenied</Code></Error>", (request) -> request.method().equals("PUT"),
					Integer.MAX_VALUE);
		archive(1, "--force", "--redact");
		this.world.heal();
		redactNothing();
		Result off = Program.call("restart");
		assertThat(off.code()).as(off.toString()).isEqualTo(2);
		assertThat(off.errors()).contains("redacts anew, but there is nothing to look for");
		redact(SECRET);
		Result restart = Program.call("restart");
		assertThat(restart.code()).as(restart.toString()).isZero();
		assertThat(this.world.text(key(".r2.log.gz"))).isEqualTo(TEXT.replace(SECRET, HIDDEN));
	}

	@Test
	void asksForNoConditionUnderOtherRules() {
		this.run.running();
		archive(0);
		archive(0);
		assertThat(conditions()).isOne();
		redact(SECRET);
		assertThat(archive(0).path("partial").asInt()).isOne();
		assertThat(conditions()).isOne();
		assertThat(this.world.text(key(".partial.log.gz"))).isEqualTo(TEXT.replace(SECRET, HIDDEN));
		archive(0);
		assertThat(conditions()).isEqualTo(2);
		redactNothing();
		archive(0);
		assertThat(conditions()).isEqualTo(2);
	}

	private long conditions() {
		return this.world.platform()
			.downloads()
			.stream()
			.filter((call) -> call.header("if-none-match").isPresent())
			.count();
	}

	@Test
	void aPartialLogIsFinalOnceItsSourceStayedTheSame() {
		this.run.running();
		this.world.platform().clock(() -> JUNE);
		archive(0);
		redact(SECRET);
		this.world.platform().clock(() -> JUNE.plus(Duration.ofHours(20)));
		archive(0);
		this.world.platform().clock(() -> JUNE.plus(Duration.ofHours(25)));
		archive(0);
		assertThat(this.world.keys()).containsExactly(key(".log.gz"));
		assertThat(this.world.text(key(".log.gz"))).isEqualTo(TEXT.replace(SECRET, HIDDEN));
	}

	/** Its own object is stored once more, and searched by nobody. */
	@Test
	void aPartialLogThatIsConfirmedStaysAsItIs() {
		redact(SECRET);
		this.run.running();
		archive(0);
		this.run.finished("succeeded", JUNE.plusSeconds(60)).url(null).preview();
		redact(OTHER);
		archive(0);
		assertThat(this.world.keys()).containsExactly(key(".log.gz"));
		assertThat(this.world.text(key(".log.gz"))).isEqualTo(TEXT.replace(SECRET, HIDDEN));
		assertThat(this.world.head(key(".log.gz")).metadata()).containsEntry("redactions", "1");
		this.run.urlHoldsSlug(true);
		assertOutcome("unchanged", archive(0, "--force"));
	}

	@Test
	void withoutTheKeyNothingCountsAsChanged() {
		redact(SECRET);
		archive(0);
		loseKey();
		assertOutcome("unchanged", archive(0, "--force"));
		redact(SECRET, OTHER);
		assertOutcome("unchanged", archive(0, "--force"));
		redactNothing();
		assertOutcome("unchanged", archive(0, "--force"));
		redact(SECRET);
		this.run.append("more\n");
		assertOutcome("archived", archive(0, "--force"));
	}

	@Test
	void aLedgerThatIsRebuiltKnowsWhatWasRedacted() {
		redact(SECRET);
		archive(0);
		List<String> rules = logs("redaction_rules");
		this.world.loseLedger();
		Ledgers.createDatabase();
		Ledgers.empty(this.world);
		assertThat(Program.call("reindex").code()).isZero();
		assertThat(logs("redactions")).containsExactly("1");
		assertThat(logs("redaction_rules")).isEqualTo(rules);
		assertOutcome("unchanged", archive(0, "--force", "--redact"));
		redact(SECRET, OTHER);
		assertOutcome("unchanged", archive(0, "--force"));
		assertOutcome("archived", archive(0, "--force", "--redact"));
	}

	@Test
	void aLostObjectIsRestoredAsItWas() {
		redact(SECRET);
		archive(0);
		String text = this.world.text(key(".log.gz"));
		this.world.delete(key(".log.gz"));
		redactNothing();
		Result off = Program.call("verify", "--repair");
		assertThat(off.code()).isEqualTo(3);
		assertThat(off.output()).contains("its text was redacted when it was archived");
		assertThat(this.world.keys()).isEmpty();
		redact(SECRET);
		assertThat(Program.call("verify", "--repair").output()).contains("archived again");
		assertThat(this.world.text(key(".log.gz"))).isEqualTo(text);
		this.world.delete(key(".log.gz"));
		redact(SECRET, OTHER);
		assertThat(Program.call("verify", "--repair").output()).contains(key(".r2.log.gz"),
				"redacted by the present rules");
		assertThat(this.world.text(key(".r2.log.gz"))).isEqualTo(text.replace(OTHER, HIDDEN));
		assertThat(Program.call("verify", "--read-data").code()).isZero();
	}

	@Test
	void whatWasNotRedactedIsRestoredAsItWas() {
		archive(0);
		this.world.delete(key(".log.gz"));
		redact(SECRET);
		assertThat(Program.call("verify", "--repair").output()).contains("archived again");
		assertThat(this.world.text(key(".log.gz"))).isEqualTo(TEXT);
	}

}
