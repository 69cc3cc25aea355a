package dev.logarchiver.acceptance.survey;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.logarchiver.run.Shard;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each shard of a tick surveys for itself, but one of them reads what the platform lists.
 */
class ShardSurveyTests extends SurveyWorld {

	/** Of four shards, the Workers are in 2, 0, 2, 1, 3, 3, 3 and 0. */
	private static final int SHARDS = 4;

	private final List<Result> results = new ArrayList<>();

	private final Set<String> asked = new TreeSet<>();

	private long listings;

	@Override
	World world() {
		return World.onPostgres();
	}

	@BeforeEach
	void surveyFewWorkers() {
		this.world.set("archiver.survey.min-workers", "1");
	}

	/**
	 * A tick of all shards, one after the other.
	 */
	private void ticks(int count) {
		this.results.clear();
		this.asked.clear();
		this.listings = 0;
		Instant tick = this.now;
		for (int index = 0; index < count; index++) {
			shard(new Shard(index, count), tick);
		}
		assertThat(this.results.stream().mapToInt((result) -> result.json().path("workers").asInt()).sum())
			.isEqualTo(WORKERS);
	}

	private Result shard(Shard shard, Instant tick) {
		Result result = tick(0, "--shard", shard.toString(), "--scheduled-at", tick.toString());
		this.results.add(result);
		this.asked.addAll(asked());
		this.listings += calls(Endpoint.ACCOUNT_RUNS);
		return result;
	}

	private void beginShards(int count) {
		for (int number = 1; number <= WORKERS; number++) {
			run(number);
		}
		wait(Duration.ofHours(2));
		ticks(count);
		assertThat(this.listings).isZero();
		wait(Duration.ofHours(2));
	}

	private Stream<String> states() {
		return this.results.stream()
			.filter((result) -> result.json().path("workers").asInt() > 0)
			.map(SurveyWorld::state);
	}

	@Test
	void fourShardsListTheAccountOnce() {
		beginShards(SHARDS);
		run(3);
		twoRuns(worker(5), this.now);
		wait(Duration.ofMinutes(5));
		ticks(SHARDS);
		// as many as one process makes: this machine's clock is in another month
		assertThat(this.listings).isEqualTo(2);
		assertThat(states()).hasSize(SHARDS).containsOnly("complete");
		assertThat(this.asked).hasSize(SHARDS);
		assertThat(this.results.stream().mapToInt((result) -> result.json().at("/survey/calls").asInt()).sum())
			.isEqualTo(2);
		assertAllArchived();
		wait(Duration.ofHours(1));
		run(7);
		wait(Duration.ofMinutes(1));
		ticks(SHARDS);
		assertThat(this.listings).isEqualTo(2);
		assertAllArchived();
	}

	/** What it has to show reaches back further than what is there. */
	@Test
	void aShardThatNeedsMoreListsItself() {
		beginShards(SHARDS);
		Ledgers.execute(this.world,
				"UPDATE surveyed_worker SET covered_to = covered_to - INTERVAL '20' MINUTE WHERE worker_id = 'acme~w3'");
		ticks(SHARDS);
		assertThat(this.listings).isEqualTo(4);
		assertThat(states()).hasSize(SHARDS).containsOnly("complete");
	}

	@Test
	void aRestartSurveysAnew() {
		beginShards(SHARDS);
		Instant tick = this.now;
		shard(new Shard(1, SHARDS), tick);
		assertThat(this.listings).isEqualTo(2);
		worker(1).run(this.now);
		wait(Duration.ofMinutes(1));
		this.world.platform().fail(Endpoint.LAST_LOG, Fault.error(PlatformError.KEY_INVALID));
		dyingTick("--shard", "0/4", "--scheduled-at", tick.toString());
		assertThat(calls(Endpoint.ACCOUNT_RUNS)).as("taken from the other shard").isZero();
		this.world.heal();
		run(2);
		wait(Duration.ofMinutes(1));
		shard(new Shard(0, SHARDS), tick);
		assertThat(this.listings).isEqualTo(4);
		shard(new Shard(2, SHARDS), tick);
		shard(new Shard(3, SHARDS), tick);
		assertThat(this.listings).as("the newest was taken").isEqualTo(4);
		assertAllArchived();
	}

	@Test
	void anotherNumberOfShardsKeepsTheMarks() {
		beginShards(SHARDS);
		this.world.set("archiver.survey.ask-all-every", "1000d");
		wait(Duration.ofDays(4));
		ticks(SHARDS);
		for (int count : List.of(3, 1, 6)) {
			twoRuns(worker(count), this.now);
			wait(Duration.ofHours(1));
			ticks(count);
			assertThat(states()).containsOnly("complete");
			assertThat(this.asked).hasSizeLessThanOrEqualTo(count);
			assertThat(this.listings).isEqualTo(2);
			assertAllArchived();
		}
		wait(Duration.ofHours(1));
		assertThat(state(tick())).isEqualTo("complete");
		assertThat(asked()).hasSize(1);
	}

	/** As many as it takes at the pace of its own ticks, not of all shards' together. */
	@Test
	void eachShardAsksItsOwnWorkersInTime() {
		this.world.set("archiver.survey.ask-all-every", "4h");
		beginShards(2);
		for (int tick = 0; tick < 3; tick++) {
			ticks(2);
			assertThat(this.asked).hasSizeBetween(WORKERS / 2, WORKERS / 2 + 2);
			wait(Duration.ofHours(2).minusMinutes(2));
		}
	}

	@Test
	void aSuspectSurveyStopsThoseOfTheOthers() {
		beginShards(SHARDS);
		this.world.platform().listings().miscount(1);
		ticks(SHARDS);
		assertThat(states().toList()).containsOnlyOnce("suspect").doesNotContain("complete");
		assertThat(this.asked).hasSize(WORKERS);
	}

	@Test
	void listingsAreForgottenWithTheNextTick() {
		beginShards(SHARDS);
		ticks(SHARDS);
		wait(Duration.ofHours(1));
		ticks(SHARDS);
		assertThat(Ledgers.strings(this.world, "SELECT COUNT(*) FROM survey_listing")).containsExactly("1");
		assertThat(Program.call("verify").code()).isZero();
	}

}
