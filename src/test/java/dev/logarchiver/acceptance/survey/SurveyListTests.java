package dev.logarchiver.acceptance.survey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.simulation.SimulatedWorker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What surveys cover where Workers are in several lists, or lists change.
 */
class SurveyListTests extends SurveyWorld {

	@Test
	void aSurveyMovesOnlyItsOwnList() {
		begin();
		SimulatedWorker other = newWorker("x");
		other.run(this.now);
		List<SimulatedWorker> others = new ArrayList<>(this.workers.subList(3, WORKERS));
		others.add(other);
		wait(Duration.ofMinutes(1));
		tick(others, 0);
		wait(Duration.ofMinutes(10));
		twoRuns(other, this.now);
		wait(Duration.ofHours(2));
		tick();
		wait(Duration.ofHours(2));
		checkNext(4);
		tick(others, 0);
		assertThat(asked()).doesNotContain(other.id());
		this.workers.add(other);
		assertAllArchived();
	}

	@Test
	void theWindowBeginsWhereTheLeastCoveredWorkerNeedsIt() {
		begin();
		SimulatedWorker other = newWorker("x");
		other.run(this.now);
		List<SimulatedWorker> others = new ArrayList<>(this.workers.subList(3, WORKERS));
		others.add(other);
		wait(Duration.ofMinutes(1));
		tick(others, 0);
		wait(Duration.ofMinutes(10));
		twoRuns(other, this.now);
		wait(Duration.ofHours(2));
		tick();
		this.workers.add(other);
		wait(Duration.ofHours(1));
		checkNext(1);
		tick();
		assertThat(asked()).doesNotContain(other.id());
		assertAllArchived();
	}

	@Test
	void aListThatChangesKeepsTheMarks() {
		begin();
		this.world.set("archiver.survey.ask-all-every", "1000d");
		wait(Duration.ofDays(4));
		tick();
		this.workers.remove(worker(8));
		wait(Duration.ofHours(1));
		assertThat(state(tick())).isEqualTo("complete");
		assertThat(asked()).hasSize(1);
	}

	@Test
	void aNewWorkerIsAskedAndTheOthersAreNot() {
		begin();
		tick();
		SimulatedWorker added = newWorker("added");
		added.run(this.now);
		this.workers.add(added);
		wait(Duration.ofMinutes(5));
		checkNext(1);
		tick();
		assertThat(asked()).containsExactly("acme~w1", "acme~wadded");
		wait(Duration.ofMinutes(5));
		tick();
		assertThat(asked()).hasSize(1);
		assertAllArchived();
	}

	@Test
	void aWorkerThatRestedForLongIsAsked() {
		begin();
		List<SimulatedWorker> all = List.copyOf(this.workers);
		this.workers.remove(worker(8));
		for (int tick = 0; tick < 2; tick++) {
			wait(Duration.ofDays(2));
			tick();
		}
		this.workers.clear();
		this.workers.addAll(all);
		twoRuns(worker(8), this.now);
		wait(Duration.ofHours(1));
		checkNext(1);
		tick();
		assertThat(asked()).contains("acme~w8");
		assertAllArchived();
	}

}
