package dev.logarchiver.acceptance.monitoring;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.MetricsReceiver;
import dev.logarchiver.world.MetricsReceiver.Push;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Who wants to know what changed is told after each execution, and else left alone.
 */
class NotificationTests {

	private static final String SECRET = "/hooks/5ec4e7-of-the-receiver";

	private final World world = world().set("archiver.coreclaw.max-attempts", "1")
		.set("archiver.download.max-attempts", "1");

	private final MetricsReceiver receiver = MetricsReceiver.start();

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	World world() {
		return new World();
	}

	@BeforeEach
	void start() {
		this.world.set("archiver.notify.url", this.receiver.url() + SECRET);
	}

	@AfterEach
	void end() {
		this.receiver.close();
		this.world.close();
	}

	private SimulatedRun run(String worker, int minutesAgo, String status, String log) {
		Instant time = this.now.minus(Duration.ofMinutes(minutesAgo));
		return this.world.platform().worker(worker).run(time).finished(status, time.plusSeconds(30)).log(log);
	}

	private void good(String worker, int minutesAgo) {
		run(worker, minutesAgo, "succeeded", "start\nError on page 7, retry\nend\n");
	}

	private SimulatedRun bad(String worker, int minutesAgo, String error) {
		return run(worker, minutesAgo, "failed", "start\nError on page 3, retry\n" + error + "\n");
	}

	private Result tick(int code, String... workers) {
		List<String> arguments = new ArrayList<>(List.of("run"));
		for (String worker : workers) {
			arguments.addAll(List.of("--worker", worker));
		}
		return call(code, arguments.toArray(String[]::new));
	}

	private Result call(int code, String... arguments) {
		Result result = Program.call(arguments);
		assertThat(result.code()).as(result.toString()).isEqualTo(code);
		assertThat(result.toString()).doesNotContain("5ec4e7");
		return result;
	}

	/** The messages since the last call. */
	private List<JsonNode> told() {
		List<JsonNode> told = this.receiver.pushes().stream().map(NotificationTests::json).toList();
		this.receiver.pushes().clear();
		return told;
	}

	private static JsonNode json(Push push) {
		return JsonMapper.shared().readTree(new String(push.body(), StandardCharsets.UTF_8));
	}

	private JsonNode only() {
		List<JsonNode> told = told();
		assertThat(told).hasSize(1);
		return told.getFirst();
	}

	private static List<String> workers(JsonNode list) {
		return list.valueStream().map((entry) -> entry.path("worker").asString()).toList();
	}

	@Test
	void aWorkerThatBeginsToFailAndRecovers() {
		good("acme/shop", 50);
		good("acme/fine", 50);
		tick(0, "acme/shop", "acme/fine");
		assertThat(told()).isEmpty();
		SimulatedRun failed = bad("acme/shop", 40, "ProxyError: 407 from 10.1.2.3");
		tick(0, "acme/shop", "acme/fine");
		JsonNode message = only();
		assertThat(message.path("event").asString()).isEqualTo("change");
		assertThat(message.path("type").asString()).isEqualTo("failure");
		assertThat(message.path("title").asString()).isEqualTo("log-archiver run default: 1 Worker newly failing");
		assertThat(message.path("job").asString()).isEqualTo("default");
		assertThat(message.path("command").asString()).isEqualTo("run");
		assertThat(message.path("execution").asLong()).isEqualTo(2);
		assertThat(message.path("exit").asInt()).isZero();
		assertThat(message.path("tick").asString()).isNotEmpty();
		JsonNode failing = message.path("newly_failing").get(0);
		assertThat(failing.path("worker").asString()).isEqualTo("acme~shop");
		assertThat(failing.path("run").asString()).isEqualTo(failed.slug());
		assertThat(failing.path("error").asString()).isEqualTo("ProxyError: 407 from 10.1.2.3");
		assertThat(failing.path("line").asInt()).isEqualTo(3);
		assertThat(failing.path("since").asString()).isEqualTo(this.now.minus(Duration.ofMinutes(40)).toString());
		tick(0, "acme/shop", "acme/fine");
		bad("acme/shop", 30, "LoginError: another one");
		tick(0, "acme/shop", "acme/fine");
		assertThat(told()).isEmpty();
		good("acme/shop", 20);
		tick(0, "acme/shop", "acme/fine");
		message = only();
		assertThat(message.path("type").asString()).isEqualTo("success");
		assertThat(message.path("title").asString()).endsWith(": 1 Worker recovered");
		assertThat(workers(message.path("recovered"))).containsExactly("acme~shop");
		assertThat(message.path("recovered").get(0).path("since").asString())
			.isEqualTo(this.now.minus(Duration.ofMinutes(40)).toString());
		tick(0, "acme/shop", "acme/fine");
		assertThat(told()).isEmpty();
	}

	@Test
	void theFirstMessageSaysWhatIsWrongAtTheTime() {
		bad("ill", 50, "Error: one");
		good("well", 50);
		tick(0, "ill", "well");
		JsonNode message = only();
		assertThat(message.path("event").asString()).isEqualTo("first");
		assertThat(message.path("title").asString()).endsWith(": 1 Worker failing");
		assertThat(workers(message.path("newly_failing"))).containsExactly("ill");
		this.world.set("archiver.notify.url", this.receiver.url() + "/hooks/another-5ec4e7");
		tick(0, "ill", "well");
		assertThat(only().path("event").asString()).isEqualTo("first");
	}

	@Test
	void aWorkerThatMissesItsRunsAndOneThatCannotBeArchived() {
		for (int i = 6; i > 0; i--) {
			good("late", 60 + 10 * i);
		}
		good("gone", 50);
		call(0, "backfill", "--worker", "late", "--since", "2d");
		this.world.platform().worker("gone").fail(Fault.error(PlatformError.WORKER_NOT_FOUND));
		tick(3, "late", "gone");
		JsonNode message = only();
		assertThat(workers(message.path("late"))).containsExactly("late");
		assertThat(message.path("late").get(0).path("interval_seconds").asInt()).isEqualTo(600);
		assertThat(message.path("not_archived")).hasSize(1);
		assertThat(message.path("not_archived").get(0).path("code").asString()).isEqualTo("50001");
		assertThat(message.path("not_archived").get(0).path("reason").asString()).isEqualTo("worker does not exist");
		tick(3, "late", "gone");
		assertThat(told()).isEmpty();
		good("late", 1);
		this.world.platform().worker("gone").heal();
		tick(0, "late", "gone");
		message = only();
		assertThat(message.path("title").asString()).endsWith(": 1 Worker archived again, 1 no longer late");
		assertThat(workers(message.path("archived_again"))).containsExactly("gone");
		assertThat(workers(message.path("no_longer_late"))).containsExactly("late");
		this.world.platform().worker("gone").fail(Fault.error(PlatformError.WORKER_NOT_FOUND));
		tick(3, "late", "gone");
		tick(3, "late", "gone");
		// once or twice may be chance
		assertThat(told()).isEmpty();
		tick(3, "late", "gone");
		assertThat(workers(only().path("not_archived"))).containsExactly("gone");
	}

	@Test
	void aJobThatFailsIsToldOnceAndWhenItWorksAgain() {
		good("w", 50);
		tick(0, "w");
		this.world.set("CORECLAW_API_KEY", "another-key-of-the-tests");
		tick(4, "w");
		JsonNode message = only();
		assertThat(message.path("title").asString()).isEqualTo("log-archiver run default: the job failed");
		assertThat(message.path("job_failed").path("exit").asInt()).isEqualTo(4);
		assertThat(message.path("job_failed").path("reason").asString()).isNotEmpty();
		tick(4, "w");
		assertThat(told()).isEmpty();
		this.world.set("CORECLAW_API_KEY", this.world.platform().apiKey());
		call(0, "restart");
		message = only();
		assertThat(message.path("title").asString()).endsWith(": the job works again");
		assertThat(message.path("job_recovered").path("kind").asString()).isEqualTo("job");
		this.world.set("archiver.store.uri", "s3://no-such-bucket/");
		call(2, "run", "--worker", "w", "--job", "other");
		message = only();
		assertThat(message.path("job").asString()).isEqualTo("other");
		assertThat(message.path("job_failed").path("exit").asInt()).isEqualTo(2);
		assertThat(message.path("job_failed").path("reason").asString()).contains("no-such-bucket");
		assertThat(message.has("execution")).isFalse();
		call(2, "run", "--worker", "w", "--job", "other");
		assertThat(told()).isEmpty();
	}

	@Test
	void backfillAndPruneAreJobsThatFailAndNothingElse() {
		good("w", 50);
		bad("w", 40, "Error: one");
		call(0, "backfill", "--worker", "w", "--since", "2d");
		assertThat(told()).isEmpty();
		this.world.set("archiver.retention.rules[0].keep-last", "1");
		call(2, "prune", "--max-delete", "0");
		JsonNode message = only();
		assertThat(message.path("title").asString()).isEqualTo("log-archiver prune prune: the job failed");
		assertThat(message.path("job_failed").path("reason").asString()).contains("--max-delete");
		call(2, "prune", "--max-delete", "0");
		assertThat(told()).isEmpty();
		call(0, "prune", "--max-delete", "1");
		assertThat(only().path("title").asString()).endsWith(": the job works again");
		tick(0, "w");
		assertThat(workers(only().path("newly_failing"))).containsExactly("w");
	}

	@Test
	void whoeverLooksOnlyTellsNobody() {
		bad("w", 50, "Error: one");
		Ledgers.createDatabase();
		call(0, "run", "--worker", "w", "--dry-run");
		call(0, "logs");
		call(0, "report");
		assertThat(told()).isEmpty();
	}

	@Test
	void aMutedWorkerIsLeftAlone() {
		this.world.set("archiver.status.ignore", "acme/test-*");
		bad("acme/test-1", 50, "Error: one");
		bad("acme/shop", 50, "Error: one");
		tick(0, "acme/test-1", "acme/shop");
		assertThat(workers(only().path("newly_failing"))).containsExactly("acme~shop");
	}

	@Test
	void whatIsStillWrongIsToldAgainAfterAWhile() {
		bad("w", 50, "Error: one");
		tick(0, "w");
		assertThat(told()).hasSize(1);
		Ledgers.execute(this.world, "UPDATE notified_condition SET told_at = told_at - INTERVAL '6' DAY");
		tick(0, "w");
		assertThat(told()).isEmpty();
		Ledgers.execute(this.world, "UPDATE notified_condition SET told_at = told_at - INTERVAL '1' DAY");
		tick(0, "w");
		JsonNode message = only();
		assertThat(message.path("event").asString()).isEqualTo("reminder");
		assertThat(message.path("type").asString()).isEqualTo("warning");
		assertThat(message.path("title").asString()).endsWith(": 1 Worker still failing");
		assertThat(workers(message.path("reminders"))).containsExactly("w");
		tick(0, "w");
		assertThat(told()).isEmpty();
	}

	@Test
	void whatIsNotTakenGoesWithTheNextTickUnderTheSameId() {
		bad("w", 50, "Error: one");
		this.receiver.answer(503);
		Result result = tick(0, "w");
		assertThat(result.errors()).contains("WARN", "archiver.notify.url: 127.0.0.1 could not be notified "
				+ "(HTTP status 503); the message goes with the next tick");
		List<String> ids = this.receiver.pushes()
			.stream()
			.map((push) -> push.header("Idempotency-Key").orElseThrow())
			.distinct()
			.toList();
		assertThat(ids).hasSize(1);
		told();
		good("w", 40);
		this.receiver.answer(204);
		tick(0, "w");
		assertThat(this.receiver.pushes()).extracting((push) -> push.header("Idempotency-Key").orElseThrow())
			.hasSize(2)
			.first()
			.isEqualTo(ids.getFirst());
		List<JsonNode> told = told();
		assertThat(told.getFirst().path("id").asString()).isEqualTo(ids.getFirst());
		assertThat(workers(told.getFirst().path("newly_failing"))).containsExactly("w");
		assertThat(workers(told.getLast().path("recovered"))).containsExactly("w");
		tick(0, "w");
		assertThat(told()).isEmpty();
	}

	@Test
	void whatNobodyTakesForAWeekIsGivenUp() {
		bad("w", 50, "Error: one");
		this.receiver.answer(503);
		tick(0, "w");
		Ledgers.execute(this.world, "UPDATE notification SET written_at = written_at - INTERVAL '8' DAY");
		assertThat(tick(0, "w").errors())
			.contains("1 notification could not be delivered for 7 d and will not be sent");
		told();
		this.receiver.answer(200);
		tick(0, "w");
		assertThat(told()).isEmpty();
	}

	@Test
	void aReceiverOutOfReachChangesNothing() {
		bad("w", 50, "Error: one");
		this.receiver.close();
		assertThat(tick(0, "w").errors())
			.contains("archiver.notify.url: 127.0.0.1 could not be notified " + "(connection refused by 127.0.0.1:");
	}

	@Test
	void appriseThatKnowsNobodyHasNotTakenIt() {
		this.world.set("archiver.notify.format", "apprise");
		bad("w", 50, "Error: one");
		this.receiver.answer(204);
		assertThat(tick(0, "w").errors()).contains("could not be notified (HTTP status 204)");
	}

	@Test
	void twoJobsTellOfAWorkerOnce() {
		good("w", 50);
		call(0, "run", "--worker", "w", "--job", "a");
		call(0, "run", "--worker", "w", "--job", "b");
		bad("w", 40, "Error: one");
		call(0, "run", "--worker", "w", "--job", "a");
		assertThat(only().path("job").asString()).isEqualTo("a");
		call(0, "run", "--worker", "w", "--job", "b");
		assertThat(told()).isEmpty();
		good("w", 30);
		call(0, "run", "--worker", "w", "--job", "b");
		assertThat(only().path("job").asString()).isEqualTo("b");
		call(0, "run", "--worker", "w", "--job", "a");
		assertThat(told()).isEmpty();
	}

	@Test
	void theAddressIsASecretEverywhere() {
		bad("w", 50, "Error: one");
		this.world.set("archiver.notify.url", this.receiver.url() + SECRET + "?key=5ec4e7-parameter")
			.set("logging.level.root", "TRACE")
			.set("logging.level.org.gaul", "warn");
		tick(0, "w");
		assertThat(told()).hasSize(1);
		call(0, "doctor");
		this.world.set("logging.level.root", "WARN");
		assertThat(Ledgers.dump(this.world)).contains("notified_condition").doesNotContain("5ec4e7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "json", "slack", "apprise" })
	void doctorTriesTheReceiver(String format) {
		this.world.set("archiver.notify.format", format);
		Result result = call(0, "doctor");
		assertThat(result.output()).containsPattern("notifications +ok +127.0.0.1 \\(" + format + "\\): there");
		assertThat(this.receiver.pushes()).extracting(Push::method, Push::path).containsExactly(tuple("HEAD", "/"));
		this.receiver.pushes().clear();
		assertThat(call(0, "doctor", "--notify").output()).contains("took a message");
		assertThat(this.receiver.last().path()).isEqualTo(SECRET);
		assertThat(only().toString()).contains("log-archiver: this is a test");
		this.receiver.answer(404);
		assertThat(call(0, "doctor", "--notify").output())
			.containsPattern("notifications +note +127.0.0.1 \\(" + format + "\\): HTTP status 404");
	}

	@ParameterizedTest
	@ValueSource(strings = { "5ec4e7", "ftp://example.com/5ec4e7", "http://exa mple.com/5ec4e7", "https:///5ec4e7" })
	void anAddressThatIsNoneIsAMistake(String url) {
		this.world.set("archiver.notify.url", url);
		assertThat(call(2, "run", "--worker", "w").errors()).contains("archiver.notify.url");
	}

	@ParameterizedTest
	@CsvSource({ "archiver.notify.remind-every, 5m, 1h to 365d", "archiver.notify.remind-every, 400d, 1h to 365d",
			"archiver.notify.format, teams, slack" })
	void aSettingThatCannotBeIsAMistake(String setting, String value, String remedy) {
		this.world.set(setting, value);
		assertThat(call(2, "run", "--worker", "w").errors()).contains(setting, remedy);
	}

	@Test
	void aDownloadThatFailsTwiceIsNoNews() {
		good("w", 50);
		tick(0, "w");
		good("w", 20);
		this.world.platform().worker("w").fail(Endpoint.DOWNLOAD, Fault.page(500));
		tick(3, "w");
		tick(3, "w");
		assertThat(told()).isEmpty();
	}

}
