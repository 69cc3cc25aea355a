package dev.logarchiver.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.logarchiver.execution.JobPart;
import dev.logarchiver.execution.history.WorkerFreshness;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.SampleLogs;
import dev.logarchiver.ledger.notices.Condition;
import dev.logarchiver.ledger.notices.Condition.Kind;
import dev.logarchiver.ledger.notices.Condition.Subject;
import dev.logarchiver.ledger.notices.ToldCondition;
import dev.logarchiver.ledger.runs.FailedRun;
import dev.logarchiver.ledger.runs.RunTally;
import dev.logarchiver.lines.LogLine;
import dev.logarchiver.report.FailingWorker;
import dev.logarchiver.run.WorkerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What receivers get, word for word.
 */
class MessageBodyTests {

	private static final Instant NOON = Instant.parse("2026-06-14T12:00:00Z");

	private static final Occasion TICK = new Occasion(NOON, "run", new JobPart("nightly", null), NOON, 7L, 3);

	private static Finding failing(String worker, String error) {
		Instant runAt = NOON.minusSeconds(600);
		FailedRun run = new FailedRun(SampleLogs.settled(worker, "run-1", runAt), null, runAt);
		return new Finding.Failing(new FailingWorker(FailingWorker.State.NEWLY_FAILING,
				RunTally.none(new WorkerId(worker)), run, new LogLine(7, error), true));
	}

	private static Finding late(String worker) {
		return new Finding.Late(new WorkerFreshness(new WorkerId(worker), NOON.minusSeconds(7200),
				Duration.ofMinutes(20), WorkerFreshness.State.LATE, true));
	}

	private static Finding notArchived(String worker) {
		return new Finding.NotArchived(
				new FailedWorker(1, worker, null, "50001", "worker does not exist", "req-1", NOON));
	}

	private static ToldCondition told(Kind kind, String name) {
		return new ToldCondition(new Condition(new Subject(kind, name), NOON.minusSeconds(86_400)), "nightly",
				NOON.minusSeconds(80_000));
	}

	/** One of everything. */
	private static Changes everything() {
		return new Changes(false,
				List.of(failing("acme~shop", "ProxyError: 407 from 10.1.2.3"),
						failing("acme~shop-2", "ProxyError: 407 from 10.4.5.6"), failing("acme~maps", "TypeError: x"),
						late("acme~news"), notArchived("acme~gone")),
				List.of(told(Kind.FAILING, "acme~well"), told(Kind.LATE, "acme~back"),
						told(Kind.NOT_ARCHIVED, "acme~there"), told(Kind.JOB, "run nightly")),
				List.of(told(Kind.FAILING, "acme~ill"), told(Kind.LATE, "acme~old")), false);
	}

	private static JsonNode message(Format format, Changes changes) {
		return JsonMapper.shared().readTree(MessageBody.of(format, "id-1", TICK, changes));
	}

	private static Changes found(List<Finding> findings) {
		return new Changes(false, findings, List.of(), List.of(), false);
	}

	@Test
	void slack() {
		JsonNode message = message(Format.SLACK, everything());
		assertThat(message.propertyNames()).containsExactly("text", "unfurl_links", "unfurl_media");
		assertThat(message.path("unfurl_links").asBoolean()).isFalse();
		assertThat(message.path("text").asString()).isEqualTo(
				"""
						*log-archiver run nightly: 3 Workers newly failing, 1 not archived, 1 late, the job works again, 1 recovered, 1 archived again, 1 no longer late*
						*Newly failing:*
						• `acme~shop` and 1 more since 2026-06-14T11:50:00Z, run `run-1`: `ProxyError: 407 from 10.1.2.3` (line 7)
						• `acme~maps` since 2026-06-14T11:50:00Z, run `run-1`: `TypeError: x` (line 7)
						*Not archived:*
						• `acme~gone`: `50001: worker does not exist`, request `req-1`
						*Late:*
						• `acme~news`: last run 2026-06-14T10:00:00Z, usually every 20 min
						*Recovered:*
						• `acme~well` since 2026-06-13T12:00:00Z
						*Archived again:*
						• `acme~there` since 2026-06-13T12:00:00Z
						*No longer late:*
						• `acme~back`, last run before 2026-06-13T12:00:00Z
						Still as told before: 1 failing, 1 late
						Tick 2026-06-14T12:00:00Z, execution 7: 'log-archiver report' and 'show 7' say more.""");
	}

	@Test
	void apprise() {
		JsonNode message = message(Format.APPRISE,
				found(List.of(new Finding.JobFailed("run nightly", 1, "store out of reach", NOON), late("acme~news"))));
		assertThat(message.propertyNames()).containsExactly("title", "body", "type", "format");
		assertThat(message.path("title").asString())
			.isEqualTo("log-archiver run nightly: the job failed, 1 Worker late");
		assertThat(message.path("type").asString()).isEqualTo("failure");
		assertThat(message.path("format").asString()).isEqualTo("text");
		assertThat(message.path("body").asString()).isEqualTo("""
				Exit 1: store out of reach
				Late:
				• acme~news: last run 2026-06-14T10:00:00Z, usually every 20 min
				Tick 2026-06-14T12:00:00Z, execution 7: 'log-archiver report' and 'show 7' say more.""");
	}

	@Test
	void json() {
		String expected = """
				{"id": "id-1", "event": "change", "type": "failure", "title": "log-archiver run nightly: 3 Workers newly \
				failing, 1 not archived, 1 late, the job works again, 1 recovered, 1 archived again, 1 no longer late",
				"time": "2026-06-14T12:00:00Z", "command": "run", "job": "nightly", "tick": "2026-06-14T12:00:00Z",
				"execution": 7, "exit": 3,
				"counts": {"newly_failing": 3, "recovered": 1, "not_archived": 1, "archived_again": 1, "late": 1,
				"no_longer_late": 1, "still_failing": 1, "still_not_archived": 0, "still_late": 1},
				"job_recovered": {"kind": "job", "since": "2026-06-13T12:00:00Z"},
				"newly_failing": [
				{"worker": "acme~shop", "since": "2026-06-14T11:50:00Z", "run": "run-1",
				"run_at": "2026-06-14T11:50:00Z", "error": "ProxyError: 407 from 10.1.2.3", "line": 7, "compared": true},
				{"worker": "acme~shop-2", "since": "2026-06-14T11:50:00Z", "run": "run-1",
				"run_at": "2026-06-14T11:50:00Z", "error": "ProxyError: 407 from 10.4.5.6", "line": 7, "compared": true},
				{"worker": "acme~maps", "since": "2026-06-14T11:50:00Z", "run": "run-1",
				"run_at": "2026-06-14T11:50:00Z", "error": "TypeError: x", "line": 7, "compared": true}],
				"recovered": [{"kind": "failing", "worker": "acme~well", "since": "2026-06-13T12:00:00Z"}],
				"not_archived": [{"worker": "acme~gone", "code": "50001", "reason": "worker does not exist",
				"request_id": "req-1"}],
				"archived_again": [{"kind": "not_archived", "worker": "acme~there", "since": "2026-06-13T12:00:00Z"}],
				"late": [{"worker": "acme~news", "newest_run": "2026-06-14T10:00:00Z", "interval_seconds": 1200}],
				"no_longer_late": [{"kind": "late", "worker": "acme~back", "since": "2026-06-13T12:00:00Z"}],
				"reminders": []}""";
		assertThat(message(Format.JSON, everything())).isEqualTo(JsonMapper.shared().readTree(expected));
	}

	@Test
	void remindersNameWhatIsStillWrong() {
		Changes changes = new Changes(false, List.of(), List.of(),
				List.of(told(Kind.JOB, "run nightly"), told(Kind.FAILING, "acme~ill")), true);
		assertThat(message(Format.APPRISE, changes).path("title").asString())
			.isEqualTo("log-archiver run nightly: the job still fails, 1 Worker still failing");
		assertThat(message(Format.APPRISE, changes).path("type").asString()).isEqualTo("warning");
		assertThat(message(Format.APPRISE, changes).path("body").asString()).startsWith("""
				Still failing:
				• acme~ill since 2026-06-13T12:00:00Z
				The job fails since 2026-06-13T12:00:00Z
				""");
		assertThat(message(Format.JSON, changes).path("event").asString()).isEqualTo("reminder");
		assertThat(message(Format.JSON, changes).path("reminders")).hasSize(2);
	}

	@Test
	void textFromOutsideMeansNothingToSlack() {
		String text = message(Format.SLACK,
				found(List
					.of(failing("w", "Error: <!channel> `@here` &amp; <https://evil.example|x> \u001b[31m\n*b*"))))
			.path("text")
			.asString();
		assertThat(text).contains(
				": `Error: &lt;!channel&gt; '@here' &amp;amp; &lt;https://evil.example|x&gt; \\u001b[31m\\n*b*` (line 7)")
			.doesNotContain("<");
	}

	@Test
	void textFromOutsideCallsNobodyElsewhere() {
		String body = message(Format.APPRISE,
				found(List.of(failing("w", "Error: <!channel> @everyone me@example.com"))))
			.path("body")
			.asString();
		assertThat(body).doesNotContain("<!channel>", "@everyone").contains("me@example.com");
	}

	@ParameterizedTest
	@EnumSource(Format.class)
	void aFleetThatFailsIsAMessageOfBoundedLength(Format format) {
		List<Finding> fleet = new ArrayList<>();
		IntStream.range(0, 5000).forEach((number) -> {
			fleet.add(failing("w" + number, "Error " + "abc".repeat(number % 7) + ": <&>" + "x".repeat(490)));
			fleet.add(late("l".repeat(100) + "~" + "l".repeat(100) + number));
			fleet.add(notArchived("n".repeat(100) + "~" + "n".repeat(100) + number));
		});
		JsonNode message = message(format, found(fleet));
		switch (format) {
			case JSON -> {
				assertThat(message.path("newly_failing")).hasSize(100);
				assertThat(message.path("counts").path("newly_failing").asInt()).isEqualTo(5000);
				assertThat(message.toString()).hasSizeLessThan(200_000);
			}
			case SLACK -> assertThat(message.path("text").asString()).hasSizeLessThan(4000)
				.contains("5000 Workers newly failing", "more");
			case APPRISE -> assertThat(message.path("body").asString()).hasSizeLessThan(4000).contains("more");
		}
	}

	@Test
	void saysHowManyMoreThereAre() {
		List<Finding> fleet = IntStream.range(0, 47).mapToObj((number) -> late("w" + number)).toList();
		assertThat(message(Format.APPRISE, found(fleet)).path("body").asString()).contains("• w9: ", "\nand 37 more\n")
			.doesNotContain("w10");
	}

}
