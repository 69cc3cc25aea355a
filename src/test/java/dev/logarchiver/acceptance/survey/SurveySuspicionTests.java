package dev.logarchiver.acceptance.survey;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.ListingFaults;
import dev.logarchiver.simulation.ListingOrder;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.simulation.SimulatedWorker;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program.Result;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a platform hides from surveys costs calls, and never a log.
 */
class SurveySuspicionTests extends SurveyWorld {

	private ListingFaults listings() {
		return this.world.platform().listings();
	}

	@Test
	void aWorkerWhoseRunsAreHiddenIsFoundByACheck() {
		begin();
		listings().hide(worker(7));
		twoRuns(worker(7), this.now);
		wait(Duration.ofHours(1));
		assertThat(state(tick())).isEqualTo("complete");
		wait(Duration.ofHours(1));
		checkNext(7);
		assertThat(state(tick())).isEqualTo("suspect");
		assertAllArchived();
	}

	@Test
	void oneHiddenRunBetweenTwoShownOnesIsFound() {
		begin();
		run(7);
		wait(Duration.ofMinutes(1));
		listings().hide(run(7));
		wait(Duration.ofMinutes(1));
		run(7);
		wait(Duration.ofHours(3));
		assertThat(state(tick())).isEqualTo("complete");
		wait(Duration.ofHours(3));
		run(7);
		wait(Duration.ofHours(3));
		checkNext(7);
		assertThat(state(tick())).isEqualTo("suspect");
		assertAllArchived();
	}

	@Test
	void onceSuspectEveryWorkerIsAskedBackToItsOwnListing() {
		begin();
		for (int number = 2; number < WORKERS; number++) {
			run(number);
			listings().hide(run(number));
			run(number);
		}
		listings().hide(worker(WORKERS));
		twoRuns(worker(WORKERS), this.now);
		wait(Duration.ofHours(1));
		assertThat(state(tick())).isEqualTo("complete");
		wait(Duration.ofHours(1));
		checkNext(2);
		Result found = tick();
		assertThat(state(found)).isEqualTo("suspect");
		assertThat(found.errors()).contains("every Worker is asked");
		assertAllArchived();
		tick();
		assertThat(calls(Endpoint.ACCOUNT_RUNS)).isZero();
		assertThat(asked()).hasSize(WORKERS);
		wait(Duration.ofDays(8));
		listings().heal();
		tick();
		wait(Duration.ofHours(1));
		assertThat(state(tick())).isEqualTo("complete");
	}

	@Test
	void aListingThatNeverAddsUpIsSuspect() {
		begin();
		twoRuns(worker(3), this.now);
		wait(Duration.ofMinutes(5));
		listings().miscount(2);
		assertThat(state(tick())).isEqualTo("suspect");
		assertThat(asked()).hasSize(WORKERS);
		assertAllArchived();
		tick();
		assertThat(calls(Endpoint.ACCOUNT_RUNS)).isZero();
	}

	@Test
	void aListingThatFailsCastsNoSuspicion() {
		begin();
		twoRuns(worker(3), this.now);
		wait(Duration.ofMinutes(5));
		listings().failFrom(1);
		assertThat(state(tick())).isEqualTo("unavailable");
		assertThat(asked()).hasSize(WORKERS);
		assertAllArchived();
		listings().heal();
		wait(Duration.ofHours(1));
		assertThat(state(tick())).isEqualTo("complete");
		assertThat(asked()).hasSize(1);
	}

	@Test
	void tooManyPagesCastNoSuspicion() {
		begin();
		this.world.set("archiver.survey.max-pages", "1");
		SimulatedWorker other = newWorker("y");
		IntStream.range(0, 120).forEach((_) -> other.run(this.now));
		twoRuns(worker(3), this.now);
		wait(Duration.ofMinutes(5));
		assertThat(state(tick())).isEqualTo("unavailable");
		assertThat(asked()).hasSize(WORKERS);
		assertAllArchived();
	}

	@Test
	void aRunThatTurnsUpMeanwhileCastsNoSuspicion() {
		begin();
		listings().late(run(1), Duration.ofMinutes(30)).afterNextPage(() -> {
		}).afterNextPage(() -> wait(Duration.ofMinutes(10)));
		wait(Duration.ofMinutes(25));
		assertThat(state(tick())).isEqualTo("complete");
		assertAllArchived();
	}

	@Test
	void aYoungRunCastsNoSuspicion() {
		begin();
		listings().late(run(1), Duration.ofMinutes(40));
		wait(Duration.ofMinutes(9));
		assertThat(state(tick())).isEqualTo("complete");
		assertAllArchived();
	}

	@Test
	void aRunFromBeforeSurveysCoveredItsWorkerCastsNoSuspicion() {
		begin();
		SimulatedRun hidden = run(1);
		listings().ofWorkersToo().hide(hidden);
		wait(Duration.ofMinutes(30));
		run(1);
		tick("--force");
		listings().heal().hide(hidden);
		wait(Duration.ofMinutes(30));
		run(1);
		wait(Duration.ofMinutes(20));
		checkNext(1);
		assertThat(state(tick())).isEqualTo("complete");
		assertAllArchived();
	}

	@Test
	void whateverAPlatformGetsWrongCostsCallsOnly() {
		begin();
		SimulatedWorker other = newWorker("y");
		Map<Consumer<ListingFaults>, String> faults = new LinkedHashMap<>();
		faults.put(ListingFaults::repeatPages, "suspect");
		faults.put((listing) -> listing.loseAtPageEnds(1), "suspect");
		faults.put((listing) -> listing.countChanges(1), "suspect");
		faults.put((listing) -> listing.miscount(-1), "suspect");
		faults.put(ListingFaults::hideNewest, "suspect");
		faults.put((listing) -> listing.failFrom(3), "unavailable");
		faults.put((listing) -> listing.order(ListingOrder.STARTED), "complete");
		faults.put((listing) -> listing.order(ListingOrder.OLDEST_FIRST), "complete");
		faults.forEach((fault, state) -> {
			twoRuns(worker(2), this.now);
			worker(2).runs().getLast().startedAt(this.now.minus(Duration.ofDays(9)));
			IntStream.range(0, 230).forEach((_) -> other.run(this.now));
			wait(Duration.ofMinutes(10));
			twoRuns(worker(5), this.now);
			wait(Duration.ofHours(2));
			fault.accept(listings());
			checkNext(5);
			assertThat(state(tick())).isEqualTo(state);
			assertAllArchived();
			listings().heal();
			Ledgers.execute(this.world, "UPDATE survey_source SET off_until = NULL");
		});
	}

	@Test
	void everyWorkerIsAskedWithinTheTime() {
		begin();
		this.world.set("archiver.survey.ask-all-every", "4h");
		Set<String> asked = new TreeSet<>();
		for (int tick = 0; tick < 5; tick++) {
			tick();
			asked.addAll(asked());
			wait(Duration.ofMinutes(59));
		}
		assertThat(asked).hasSize(WORKERS);
	}

}
