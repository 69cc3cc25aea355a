package dev.logarchiver.acceptance.survey;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Ledgers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Up to when surveys cover a Worker: what lies before is never listed again.
 */
class SurveyCoverTests extends SurveyWorld {

	@Test
	void aRunThatIsListedLateIsArchived() {
		begin();
		SimulatedRun late = run(2);
		this.world.platform().listings().late(late, Duration.ofMinutes(40));
		wait(Duration.ofMinutes(2));
		tick();
		wait(Duration.ofMinutes(50));
		checkNext(1);
		tick();
		assertAllArchived();
	}

	@Test
	void whatHappensDuringASurveyIsCoveredByTheNext() {
		begin();
		this.world.set("archiver.survey.overlap", "0s");
		this.world.platform().listings().afterNextPage(() -> {
		}).afterNextPage(() -> {
			wait(Duration.ofMinutes(5));
			twoRuns(worker(2), this.now);
			wait(Duration.ofMinutes(5));
		});
		tick();
		wait(Duration.ofHours(1));
		checkNext(1);
		tick();
		assertAllArchived();
	}

	@Test
	void marksMoveWithWhatIsPendingOrNotAtAll() {
		begin();
		twoRuns(worker(3), this.now);
		wait(Duration.ofHours(2));
		Ledgers.execute(this.world, "ALTER TABLE pending_run ADD CONSTRAINT nothing CHECK (run_id = '')");
		dyingTick();
		Ledgers.execute(this.world, "ALTER TABLE pending_run DROP CONSTRAINT nothing");
		wait(Duration.ofHours(3));
		tick();
		assertAllArchived();
	}

	@Test
	void aTickWithoutCatchingUpMovesNothing() {
		begin();
		twoRuns(worker(2), this.now);
		wait(Duration.ofHours(3));
		tick("--no-catch-up");
		wait(Duration.ofHours(3));
		checkNext(1);
		tick();
		assertAllArchived();
	}

	@Test
	void aWorkerWhoseAskingFailedIsNotCovered() {
		begin();
		twoRuns(worker(4), this.now);
		worker(4).fail(Endpoint.LAST_LOG, Fault.page(500));
		this.world.platform().listings().failFrom(1);
		wait(Duration.ofHours(2));
		tick(3);
		this.world.platform().listings().heal();
		worker(4).heal();
		wait(Duration.ofHours(2));
		tick();
		assertAllArchived();
	}

	@Test
	void aPlatformThatDoesNotSayTheTimeMovesNothing() {
		begin();
		this.world.platform().dates(false);
		assertThat(state(tick())).isEqualTo("unavailable");
		assertThat(asked()).hasSize(WORKERS);
		this.world.platform().dates(true);
		twoRuns(worker(2), this.now);
		wait(Duration.ofHours(2));
		checkNext(1);
		assertThat(state(tick())).isEqualTo("complete");
		assertThat(asked()).hasSize(1);
		assertAllArchived();
	}

	@Test
	void underAnotherKeyEveryWorkerIsAsked() {
		begin();
		tick();
		assertThat(asked()).hasSize(1);
		this.world.set("archiver.coreclaw.auth", "api-key")
			.set("CORECLAW_BASE_URL", this.world.platform().baseUrl().toString().replace("127.0.0.1", "localhost"));
		tick();
		assertThat(asked()).hasSize(WORKERS);
		tick();
		assertThat(asked()).hasSize(1);
	}

	@Test
	void runsBeforeTheFirstTickAreLeftToABackfill() {
		for (int number = 1; number <= WORKERS; number++) {
			run(number);
			wait(Duration.ofMinutes(1));
			run(number);
		}
		wait(Duration.ofMinutes(2));
		tick();
		Set<String> keys = new TreeSet<>(this.world.keys());
		wait(Duration.ofMinutes(10));
		assertThat(state(tick())).isEqualTo("complete");
		assertThat(this.world.keys()).containsExactlyElementsOf(keys);
	}

	@Test
	void aListingThatIsDueIsMadeThoughNobodyAsks() {
		begin();
		run(3);
		SimulatedRun hidden = run(3);
		run(3);
		this.world.platform().listings().hide(hidden);
		wait(Duration.ofHours(1));
		tick();
		this.world.platform().fail(Endpoint.LAST_LOG, Fault.error(PlatformError.KEY_INVALID));
		dyingTick("--no-survey");
		this.world.platform().heal();
		checkNext(1);
		tick();
		assertThat(asked()).containsExactly("acme~w1");
		assertAllArchived();
	}

}
