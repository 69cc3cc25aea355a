package dev.logarchiver.simulation;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A listing of the simulated account goes wrong as ordered, and nothing else does.
 */
class ListingFaultTests {

	private static final Instant JUNE = Instant.parse("2026-06-14T10:00:00Z");

	private static final String ACCOUNT = "/worker-runs?limit=10";

	private static final String WORKER = ACCOUNT + "&worker_id=w";

	private final AtomicReference<Instant> now = new AtomicReference<>(JUNE);

	private final SimulatedPlatform platform = SimulatedPlatform.start().clock(this.now::get);

	private final SimulatedWorker worker = this.platform.worker("w");

	private final List<SimulatedRun> runs = IntStream.range(0, 25)
		.mapToObj((i) -> this.worker.run(JUNE.minusSeconds(100 - i)))
		.toList()
		.reversed();

	private final Client client = new Client(this.platform);

	@AfterEach
	void stop() {
		this.client.close();
		this.platform.close();
	}

	@Test
	void hidesRunsAndWorkers() throws IOException {
		SimulatedRun other = this.platform.worker("x").run(JUNE);
		this.platform.listings().hide(this.runs.get(1)).hideNewest();
		assertThat(this.client.slugs(ACCOUNT)).startsWith(this.runs.get(0).slug(), this.runs.get(2).slug());
		assertThat(count(ACCOUNT)).isEqualTo(24);
		this.platform.listings().heal().hide(this.worker);
		assertThat(this.client.slugs(ACCOUNT)).containsExactly(other.slug());
		assertThat(count(WORKER)).isEqualTo(25);
		assertThat(this.client.json("/workers/w/runs/last").at("/data/slug").asString())
			.isEqualTo(this.runs.getFirst().slug());
		this.platform.listings().ofWorkersToo();
		assertThat(count(WORKER)).isZero();
	}

	@Test
	void showsARunLate() throws IOException {
		SimulatedRun newest = this.runs.getFirst();
		this.platform.listings().late(newest, Duration.ofMinutes(40));
		assertThat(this.client.slugs(ACCOUNT)).doesNotContain(newest.slug());
		this.now.set(newest.createdAt().plus(Duration.ofMinutes(40)));
		assertThat(this.client.slugs(ACCOUNT)).contains(newest.slug());
	}

	@Test
	void countsWrongly() throws IOException {
		this.platform.listings().miscount(3);
		assertThat(count(ACCOUNT)).isEqualTo(28);
		this.platform.listings().miscount(0).countChanges(-1);
		int before = count(ACCOUNT);
		assertThat(count(ACCOUNT)).isEqualTo(before - 1);
		assertThat(count(WORKER)).isEqualTo(25);
	}

	@Test
	void repeatsLosesAndRefusesPages() throws IOException {
		List<String> first = this.client.slugs(ACCOUNT);
		this.platform.listings().repeatPages();
		assertThat(this.client.slugs(ACCOUNT + "&offset=3")).isEqualTo(first);
		this.platform.listings().heal().loseAtPageEnds(2);
		assertThat(this.client.slugs(ACCOUNT + "&offset=2")).startsWith(this.runs.get(12).slug());
		this.platform.listings().heal().failFrom(2);
		assertThat(this.client.slugs(ACCOUNT)).isEqualTo(first);
		assertThat(this.client.api(ACCOUNT + "&offset=2").statusCode()).isEqualTo(500);
		assertThat(this.client.api(WORKER + "&offset=2").statusCode()).isEqualTo(200);
	}

	@Test
	void showsAnyOrder() throws IOException {
		this.runs.getLast().startedAt(JUNE);
		this.platform.listings().order(ListingOrder.OLDEST_FIRST);
		assertThat(this.client.slugs(ACCOUNT)).startsWith(this.runs.getLast().slug(), this.runs.get(23).slug());
		this.platform.listings().order(ListingOrder.STARTED);
		assertThat(this.client.slugs(ACCOUNT)).startsWith(this.runs.getLast().slug(), this.runs.getFirst().slug());
		this.platform.listings().order(ListingOrder.SHUFFLED);
		assertThat(this.client.slugs(ACCOUNT)).isEqualTo(this.client.slugs(ACCOUNT))
			.isNotEqualTo(this.runs.stream().map(SimulatedRun::slug).limit(10).toList());
	}

	@Test
	void changesBetweenTwoPages() throws IOException {
		this.platform.listings().afterNextPage(() -> this.worker.run(JUNE));
		String last = this.client.slugs(ACCOUNT).getLast();
		assertThat(this.client.slugs(ACCOUNT + "&offset=2")).startsWith(last);
	}

	@Test
	void saysWhoseRunsAreAsTold() throws IOException {
		this.worker.renamed("w-new", false).run(JUNE);
		assertThat(slugs()).startsWith("w-new", "w").containsOnly("w-new", "w");
		this.worker.renamed("w-newer", true).run(JUNE.plusSeconds(1));
		assertThat(slugs()).startsWith("w-newer", "w-newer", "w");
		assertThat(this.client.json("/workers").at("/data/scraper/0/slug").asString()).isEqualTo("w-newer");
		this.platform.listings().scraperSlugs("\u0000");
		assertThat(slugs()).containsOnly("\u0000");
		this.platform.listings().scraperSlugs(null);
		assertThat(this.client.json(ACCOUNT).at("/data/list/0").has("scraper_slug")).isFalse();
	}

	@Test
	void sharesRunsBetweenTwoNamesOfAWorkerAndNoSlugBetweenTwoWorkers() throws IOException {
		this.platform.worker("acme~shop").slug("wrk-1").run(JUNE);
		assertThat(this.client.slugs("/worker-runs?worker_id=wrk-1"))
			.isEqualTo(this.client.slugs("/worker-runs?worker_id=acme~shop"));
		assertThat(this.platform.worker("beta~shop").slug()).isNotEqualTo(this.platform.worker("eve~shop").slug());
	}

	@Test
	void leavesAWorkerOutOfTheAccount() throws IOException {
		this.worker.unlisted();
		assertThat(this.client.json("/workers").at("/data/scraper")).isEmpty();
		assertThat(this.client.slugs(ACCOUNT)).isNotEmpty();
	}

	@Test
	void countsListingsOfTheAccountForThemselves() throws IOException {
		this.client.json(ACCOUNT);
		this.client.json(WORKER);
		this.client.json(WORKER);
		assertThat(this.platform.count(Endpoint.ACCOUNT_RUNS)).isEqualTo(1);
		assertThat(this.platform.count(Endpoint.RUNS)).isEqualTo(2);
	}

	private List<String> slugs() throws IOException {
		return this.client.json(ACCOUNT)
			.at("/data/list")
			.valueStream()
			.map((run) -> run.at("/scraper_slug").asString())
			.toList();
	}

	private int count(String path) throws IOException {
		return this.client.json(path).at("/data/count").asInt();
	}

}
