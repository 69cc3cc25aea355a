package dev.logarchiver.coreclaw;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.logarchiver.coreclaw.AccountRuns.Complete;
import dev.logarchiver.coreclaw.AccountRuns.Contradictory;
import dev.logarchiver.coreclaw.AccountRuns.Unavailable;
import dev.logarchiver.coreclaw.CoreClawException.Kind;
import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.ListingOrder;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.SimulatedPlatform;
import dev.logarchiver.simulation.SimulatedRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The account's runs are listed complete or not at all.
 */
class AccountRunsTests {

	private static final Instant NOW = Instant.parse("2026-06-14T10:00:00Z");

	private static final ListingWindow JUNE = ListingWindow.of(Instant.parse("2026-06-01T00:00:00Z"), NOW);

	private static final int MOST_PAGES = 20;

	private final SimulatedPlatform platform = SimulatedPlatform.start().clock(() -> NOW);

	private final CoreClawClient client = ApiClients.of(this.platform, Clock.systemUTC());

	@AfterEach
	void stop() {
		this.client.close();
		this.platform.close();
	}

	@ParameterizedTest
	@CsvSource({ "0, 1", "1, 1", "99, 1", "100, 2", "250, 3", "300, 4" })
	void readsUntilAsManyAreThereAsAreCounted(int count, int calls) {
		List<String> runs = runs(count);
		assertThat(complete().runs()).extracting((run) -> run.id().value()).containsExactlyInAnyOrderElementsOf(runs);
		assertThat(this.platform.count(Endpoint.ACCOUNT_RUNS)).isEqualTo(calls);
		assertThat(this.client.accountRuns(JUNE, MOST_PAGES).calls()).isEqualTo(calls);
	}

	@ParameterizedTest
	@EnumSource
	void takesAnyOrder(ListingOrder order) {
		runs(250);
		this.platform.listings().order(order);
		assertThat(complete().runs()).hasSize(250);
	}

	@Test
	void saysWhoseARunIs() {
		this.platform.worker("acme~shop").slug("wrk-1").run(NOW.minusSeconds(1));
		this.platform.worker("acme~news").run(NOW.minusSeconds(2)).scraper(null);
		assertThat(complete().runs()).extracting(Run::scraper).containsExactly("wrk-1", null);
	}

	@Test
	void listsARunUnderEachSlugThatItIsShownWith() {
		SimulatedRun run = this.platform.worker("acme~shop").run(NOW.minusSeconds(1));
		this.platform.fail(Endpoint.ACCOUNT_RUNS, answer(1, row(run.slug(), "one"), row(run.slug(), "two")));
		assertThat(complete().runs()).extracting(Run::scraper).containsExactly("one", "two");
	}

	@Test
	void countsRowsThatAreNoRuns() {
		this.platform.fail(Endpoint.ACCOUNT_RUNS, answer(4, row("run-1", "one"), row("no run!", "two"),
				"{\"status\": \"running\", \"scraper_slug\": \"\"}", "7"));
		Complete listed = complete();
		assertThat(listed.runs()).hasSize(1);
		assertThat(listed.unreadable()).containsExactly("two", "", "");
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, -50, -150, 1, 1000 })
	void refusesAWrongCount(int difference) {
		runs(150);
		this.platform.listings().miscount(difference);
		assertThat(contradictory().reason()).contains("counts " + (150 + difference));
	}

	@Test
	void triesThreeTimes() {
		runs(50);
		this.platform.listings().miscount(1);
		assertThat(contradictory().calls()).isEqualTo(6);
	}

	@Test
	void refusesACountThatGoesOnChanging() {
		runs(150);
		this.platform.listings().countChanges(1);
		assertThat(contradictory().reason()).contains("on a later page");
	}

	@Test
	void readsAgainWhereARunAppearsMeanwhile() {
		runs(250);
		this.platform.listings().afterNextPage(() -> this.platform.worker("acme~new").run(NOW));
		Complete listed = complete();
		assertThat(listed.runs()).hasSize(251);
		assertThat(listed.calls()).isEqualTo(2 + 3);
	}

	@Test
	void keepsWhatVanishesMeanwhile() {
		runs(250);
		SimulatedRun vanished = this.platform.worker("acme~gone").run(NOW);
		this.platform.listings().afterNextPage(() -> this.platform.listings().hide(vanished));
		assertThat(complete().runs()).hasSize(251);
	}

	@Test
	void noticesAPageBehindTheEndThatCountsAnotherNumber() {
		runs(100);
		this.platform.listings().afterNextPage(() -> this.platform.worker("acme~new").run(NOW));
		assertThat(complete().runs()).hasSize(101);
	}

	@Test
	void needsNoCountBehindTheEnd() {
		runs(100);
		this.platform.fail(Endpoint.ACCOUNT_RUNS, answer(0).afterFirst(1));
		assertThat(complete().runs()).hasSize(100);
	}

	@Test
	void takesNoRepeatedPageForAnother() {
		runs(250);
		this.platform.listings().repeatPages();
		assertThat(contradictory().reason()).isEqualTo("the platform counts 250 runs, and lists 100");
	}

	@Test
	void endsWhereTheLastPageIsRepeatedBehindIt() {
		List<String> runs = runs(100);
		String[] rows = runs.stream().map((run) -> row(run, "w")).toArray(String[]::new);
		this.platform.fail(Endpoint.ACCOUNT_RUNS, answer(100, rows));
		Complete listed = complete();
		assertThat(listed.runs()).hasSize(100);
		assertThat(listed.calls()).isEqualTo(2);
	}

	@Test
	void looksForMoreWherePagesAreShorterThanAskedFor() {
		String[] rows = IntStream.range(0, 60).mapToObj((i) -> row("run-" + i, "w")).toArray(String[]::new);
		for (int page = 0; page < 3; page++) {
			this.platform.fail(Endpoint.ACCOUNT_RUNS,
					answer(40, Stream.of(rows).skip(page * 20L).limit(20).toArray(String[]::new)).times(1));
		}
		this.platform.fail(Endpoint.ACCOUNT_RUNS, answer(40));
		assertThat(this.client.accountRuns(JUNE, MOST_PAGES)).isInstanceOf(Contradictory.class);
	}

	@Test
	void noticesRowsThatGetLostBetweenPages() {
		runs(250);
		this.platform.listings().loseAtPageEnds(1);
		assertThat(contradictory().reason()).isEqualTo("the platform counts 250 runs, and lists 248");
	}

	@Test
	void isUnavailableWhereAPageFailsForGood() {
		runs(450);
		this.platform.listings().failFrom(3);
		Unavailable listed = unavailable(MOST_PAGES);
		assertThat(listed.reason()).contains("10000").doesNotContain(this.platform.apiKey());
		assertThat(listed.calls()).isEqualTo(3);
	}

	@Test
	void triesAPageAgain() {
		runs(450);
		this.platform.fail(Endpoint.ACCOUNT_RUNS, Fault.error(PlatformError.SYSTEM_ERROR).afterFirst(2).times(1));
		assertThat(complete().calls()).isEqualTo(5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"list\": []}", "{\"list\": [], \"count\": null}", "{\"list\": [], \"count\": -1}",
			"{\"list\": {}, \"count\": 0}", "{\"count\": 0}", "null" })
	void isUnavailableWithoutAListAndItsCount(String data) {
		this.platform.fail(Endpoint.ACCOUNT_RUNS,
				Fault.answer(200, "application/json", "{\"code\": 0, \"data\": " + data + "}"));
		assertThat(unavailable(MOST_PAGES).reason()).contains("malformed_answer");
	}

	@Test
	void readsNoMorePagesThanAllowed() {
		runs(299);
		assertThat(this.client.accountRuns(JUNE, 3)).isInstanceOf(Complete.class);
		runs(300);
		assertThat(unavailable(3).calls()).as("what the first page counts is enough").isOne();
		assertThat(unavailable(0).calls()).isOne();
	}

	@Test
	void readsNoMorePagesThanAllowedWhateverTheirLength() {
		for (int page = 0; page < 5; page++) {
			this.platform.fail(Endpoint.ACCOUNT_RUNS, answer(5, row("run-" + page, "w")).times(1));
		}
		assertThat(unavailable(3).calls()).isLessThanOrEqualTo(4);
	}

	@Test
	void stopsAtARejectedKeyAndAPlatformThatIsDown() {
		this.platform.failApi(Fault.error(PlatformError.KEY_INVALID));
		assertThatExceptionOfType(CoreClawException.class).isThrownBy(this::complete)
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(Kind.KEY_REJECTED));
		this.platform.heal().failApi(Fault.page(502));
		assertThatExceptionOfType(OutOfReachException.class).isThrownBy(() -> {
			for (int i = 0; i < 20; i++) {
				unavailable(MOST_PAGES);
			}
		});
		this.client.abort();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(this::complete);
	}

	@Test
	void listsWorkersWithTheirSlugs() {
		this.platform.worker("acme~shop").slug("wrk-1");
		this.platform.worker("acme~b d").slug("wrk-2");
		this.platform.worker("acme~gone").unlisted();
		this.platform.worker("acme~none").slug(" ");
		assertThat(this.client.accountWorkers()).extracting(AccountWorker::slug, (worker) -> worker.path().orElse(null))
			.containsExactly(tuple("wrk-1", new WorkerId("acme~shop")), tuple("wrk-2", null));
	}

	private List<String> runs(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> this.platform.worker("acme~w" + i).run(NOW.minusSeconds(i * 60L)))
			.map(SimulatedRun::slug)
			.toList();
	}

	private static String row(String run, String scraper) {
		return "{\"slug\": \"%s\", \"scraper_slug\": \"%s\", \"status\": \"succeeded\"}".formatted(run, scraper);
	}

	private static Fault answer(int count, String... rows) {
		return Fault.answer(200, "application/json",
				"{\"code\": 0, \"data\": {\"count\": " + count + ", \"list\": [" + String.join(", ", rows) + "]}}");
	}

	private Complete complete() {
		return (Complete) this.client.accountRuns(JUNE, MOST_PAGES);
	}

	private Contradictory contradictory() {
		return (Contradictory) this.client.accountRuns(JUNE, MOST_PAGES);
	}

	private Unavailable unavailable(int mostPages) {
		return (Unavailable) this.client.accountRuns(JUNE, mostPages);
	}

}
