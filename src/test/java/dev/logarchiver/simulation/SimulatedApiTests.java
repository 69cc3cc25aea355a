package dev.logarchiver.simulation;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The simulated API follows the platform's rules.
 */
class SimulatedApiTests {

	private static final Instant JUNE = Instant.parse("2026-06-14T10:00:00Z");

	private final SimulatedPlatform platform = SimulatedPlatform.start();

	private final Client client = new Client(this.platform);

	@AfterEach
	void stop() {
		this.client.close();
		this.platform.close();
	}

	@Test
	void acceptsTheKeyInAnyOfThreeWays() throws IOException {
		URI account = URI.create(this.platform.baseUrl() + "/api/v2/users/account");
		String key = this.platform.apiKey();
		assertThat(this.client.get(account, "Authorization", "Bearer " + key).statusCode()).isEqualTo(200);
		assertThat(this.client.get(account, "api-key", key).statusCode()).isEqualTo(200);
		assertThat(this.client.get(URI.create(account + "?token=" + key)).statusCode()).isEqualTo(200);
		assertThat(this.client.get(account).body()).contains("12001");
		assertThat(this.client.get(account, "api-key", "wrong").body()).contains("12002");
	}

	@Test
	void tellsUnknownWorkersFromWorkersWithoutRuns() throws IOException {
		this.platform.worker("acme/idle");
		assertThat(this.client.json("/workers/acme~idle/runs/last/log").at("/code").asInt()).isEqualTo(11004);
		assertThat(this.client.json("/workers/acme~other/runs/last/log").at("/code").asInt()).isEqualTo(50001);
		assertThat(this.client.api("/workers/acme%2Fidle/runs/last/log").body()).isEqualTo("404 page not found\n");
	}

	@Test
	void movesLastBetweenTwoCalls() throws IOException {
		SimulatedWorker worker = this.platform.worker("acme/busy");
		SimulatedRun first = worker.run(JUNE).urlHoldsSlug(false).log("first");
		worker.afterNext(Endpoint.LAST_LOG, () -> worker.run(JUNE.plusSeconds(60)).log("second"));
		URI url = this.client.logUrl("acme~busy");
		String last = this.client.json("/workers/acme~busy/runs/last").at("/data/slug").asString();
		assertThat(last).isEqualTo(worker.runs().getLast().slug()).isNotEqualTo(first.slug());
		assertThat(url.toString()).doesNotContain(first.slug());
		assertThat(this.client.get(url).body()).isEqualTo("first");
	}

	@Test
	void showsRunsByPagesCountedFromOne() throws IOException {
		this.platform.clock(() -> JUNE);
		SimulatedWorker worker = this.platform.worker("w");
		List<String> newestFirst = IntStream.range(0, 25)
			.mapToObj((i) -> worker.run(JUNE.minusSeconds(i)))
			.map(SimulatedRun::slug)
			.toList();
		assertThat(this.client.slugs("/worker-runs?worker_id=w")).isEqualTo(newestFirst.subList(0, 20));
		assertThat(this.client.slugs("/worker-runs?worker_id=w&offset=0&limit=10"))
			.isEqualTo(newestFirst.subList(0, 10));
		assertThat(this.client.slugs("/worker-runs?worker_id=w&offset=3&limit=10"))
			.isEqualTo(newestFirst.subList(20, 25));
		assertThat(this.client.slugs("/worker-runs?worker_id=w&offset=4&limit=10")).isEmpty();
		assertThat(this.client.json("/worker-runs?worker_id=w").at("/data/count").asInt()).isEqualTo(25);
		assertThat(this.client.json("/worker-runs?limit=101").at("/code").asInt()).isEqualTo(11000);
		assertThat(this.client.json("/worker-runs?status=aborted").at("/code").asInt()).isEqualTo(11000);
	}

	@Test
	void showsOnlyTheCurrentMonthWithoutTimes() throws IOException {
		this.platform.clock(() -> JUNE);
		SimulatedWorker worker = this.platform.worker("w");
		worker.run(Instant.parse("2026-05-31T15:59:59Z"));
		SimulatedRun inside = worker.run(Instant.parse("2026-05-31T16:00:00Z"));
		assertThat(this.client.slugs("/worker-runs?worker_id=w")).containsExactly(inside.slug());
	}

	@Test
	void buildsAWallBetweenMonthsAtUtcPlus8() throws IOException {
		SimulatedWorker worker = this.platform.worker("w");
		SimulatedRun lastOfJune = worker.run(Instant.parse("2026-06-30T15:59:59Z"));
		worker.run(Instant.parse("2026-06-30T16:00:00Z"));
		long start = Instant.parse("2026-05-31T16:00:00Z").getEpochSecond();
		long end = Instant.parse("2026-06-29T16:00:00Z").getEpochSecond();
		assertThat(this.client.slugs("/worker-runs?start_time=%d&end_time=%d".formatted(start, end)))
			.containsExactly(lastOfJune.slug());
		for (String times : List.of("start_time=%d&end_time=%d".formatted(start, end + 1),
				"start_time=%d&end_time=%d".formatted(start - 1, end))) {
			assertThat(this.client.json("/worker-runs?" + times).at("/message").asString())
				.isEqualTo("run list time range cannot cross months");
		}
		assertThat(this.client.json("/worker-runs?start_time=" + start).at("/code").asInt()).isEqualTo(11000);
	}

	@Test
	void showsWorkersByPages() throws IOException {
		this.platform.worker("acme/one").slug("one-slug");
		this.platform.worker("acme/two");
		assertThat(this.client.json("/workers?limit=1&offset=1").at("/data/scraper/0/slug").asString())
			.isEqualTo("one-slug");
		assertThat(this.client.json("/workers?limit=1&offset=2").at("/data/scraper/0/path").asString())
			.isEqualTo("acme~two");
		assertThat(this.client.json("/workers?offset=2").at("/data/scraper")).isEmpty();
	}

	@Test
	void hidesRunsUntilTheClockReachesThem() throws IOException {
		this.platform.clock(() -> JUNE).runsAppearByClock();
		SimulatedRun now = this.platform.worker("w").run(JUNE);
		this.platform.worker("w").run(JUNE.plusSeconds(1));
		assertThat(this.client.json("/workers/w/runs/last").at("/data/slug").asString()).isEqualTo(now.slug());
	}

	@Test
	void knowsEveryWorkerWhereToldTo() throws IOException {
		this.platform.everyUnknownWorkerHasOneRun();
		SimulatedRun run = this.platform.defaultRun("acme/any");
		URI url = this.client.logUrl("acme~any");
		assertThat(url.getPath()).isEqualTo("/runs/" + run.slug() + "/logs.txt");
		assertThat(this.client.get(url).body()).isEqualTo(new String(run.log().bytes(), UTF_8));
		assertThat(this.client.json("/worker-runs/" + run.slug()).at("/data/status").asString()).isEqualTo("succeeded");
	}

	@Test
	void rejectsWhatComesTooFast() throws IOException {
		this.platform.rateLimit(RateLimit.perSecond(0.001).burst(2).retryAfter("7"));
		assertThat(this.client.api("/users/account").statusCode()).isEqualTo(200);
		assertThat(this.client.api("/users/account").statusCode()).isEqualTo(200);
		assertThat(this.client.api("/users/account")).satisfies((answer) -> {
			assertThat(answer.statusCode()).isEqualTo(429);
			assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
			assertThat(answer.body()).contains("13000");
		});
	}

	@Test
	void remembersCallsAsTheyCame() throws IOException {
		this.platform.worker("w").run(JUNE).urlHoldsSlug(false);
		this.client.get(this.client.logUrl("w"));
		assertThat(this.platform.apiCalls()).singleElement()
			.satisfies((call) -> assertThat(call.header("Authorization")).hasValue("Bearer " + this.platform.apiKey()));
		assertThat(this.platform.downloads()).singleElement()
			.satisfies((call) -> assertThat(call.target()).contains("?X-Signature="));
		assertThat(this.platform.count(Endpoint.LAST_LOG)).isEqualTo(1);
		assertThat(this.platform.count(Endpoint.DOWNLOAD)).isEqualTo(1);
	}

}
