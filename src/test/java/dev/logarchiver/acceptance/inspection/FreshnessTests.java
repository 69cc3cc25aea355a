package dev.logarchiver.acceptance.inspection;

import java.time.Duration;
import java.time.Instant;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.simulation.SimulatedWorker;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code status} and {@code why} say about the archive.
 */
class FreshnessTests {

	private final World world = world().set("archiver.coreclaw.max-attempts", "1")
		.set("archiver.download.max-attempts", "1");

	private final Instant now = Instant.now();

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private void runs(String worker, Duration newestAge, Duration interval) {
		SimulatedWorker simulated = this.world.platform().worker(worker);
		for (int i = 5; i >= 0; i--) {
			simulated.run(this.now.minus(newestAge).minus(interval.multipliedBy(i)));
		}
		Program.call("backfill", "--worker", worker, "--since", this.now.minus(Duration.ofDays(40)).toString());
	}

	private static JsonNode worker(Result status, String worker) {
		for (JsonNode node : status.json().path("workers")) {
			if (node.path("worker").asString().equals(worker)) {
				return node;
			}
		}
		throw new AssertionError(worker + " is not in " + status);
	}

	@Test
	void saysOfEachWorkerHowFreshItsArchiveIs() {
		runs("fresh", Duration.ofMinutes(10), Duration.ofMinutes(20));
		runs("late", Duration.ofHours(3), Duration.ofMinutes(20));
		this.world.platform().worker("idle");
		Program.call("run", "--worker", "fresh", "--worker", "late", "--worker", "idle");
		Result status = Program.call("status", "--json");
		assertThat(status.code()).as(status.toString()).isEqualTo(3);
		assertThat(worker(status, "fresh").path("state").asString()).isEqualTo("fresh");
		assertThat(worker(status, "fresh").path("interval_seconds").asLong()).isEqualTo(1200);
		assertThat(worker(status, "late").path("state").asString()).isEqualTo("late");
		assertThat(worker(status, "idle").path("state").asString()).isEqualTo("never_archived");
		Result text = Program.call("status");
		assertThat(text.output()).contains("3 Workers: 1 fresh, 1 late, 0 failing, 1 never archived.")
			.containsPattern("late +late +\\S+ +3 h +20 min");
		assertThat(Program.call("status", "--stale").output()).doesNotContainPattern("fresh +fresh");
	}

	@Test
	void aWorkerThatNeverRanIsNoAlarm() {
		this.world.platform().worker("idle");
		Program.call("run", "--worker", "idle");
		Result status = Program.call("status", "--stale");
		assertThat(status.code()).as(status.toString()).isZero();
		assertThat(status.output())
			.contains("1 Worker: 0 fresh, 0 late, 0 failing, 1 never archived.", "No alarm for 1 of them")
			.doesNotContain("idle");
		this.world.platform().worker("idle").fail(Fault.page(404));
		Program.call("run", "--worker", "idle");
		assertThat(Program.call("status").code()).isEqualTo(3);
	}

	@Test
	void aWorkerCanBeMuted() {
		runs("acme~late", Duration.ofHours(3), Duration.ofMinutes(20));
		Program.call("run", "--worker", "acme/late");
		assertThat(Program.call("status").code()).isEqualTo(3);
		this.world.set("archiver.status.ignore", "acme/la*");
		Result status = Program.call("status", "--json");
		assertThat(status.code()).as(status.toString()).isZero();
		assertThat(worker(status, "acme~late").path("state").asString()).isEqualTo("late");
		assertThat(worker(status, "acme~late").path("stale").asBoolean()).isFalse();
		assertThat(Program.call("status", "--stale", "--json").json().path("workers")).isEmpty();
		this.world.set("archiver.status.ignore", "[a-z]*");
		assertThat(Program.call("status").errors()).contains("archiver.status.ignore", "'[a-z]*'", "acme/test-*");
	}

	@Test
	void isFreshWhereNothingIsWrong() {
		runs("w", Duration.ofMinutes(10), Duration.ofMinutes(20));
		Program.call("run", "--worker", "w");
		Result status = Program.call("status");
		assertThat(status.code()).as(status.toString()).isZero();
		assertThat(status.output()).contains("1 Worker: 1 fresh");
	}

	@Test
	void aWorkerThatFailedThreeTimesInARowIsFailing() {
		SimulatedWorker worker = this.world.platform().worker("w");
		worker.run(this.now.minusSeconds(600));
		Program.call("run", "--worker", "w");
		worker.fail(Fault.page(404));
		for (int i = 0; i < 2; i++) {
			Program.call("run", "--worker", "w");
		}
		assertThat(Program.call("status").code()).isZero();
		Program.call("run", "--worker", "w");
		Result status = Program.call("status", "--json");
		assertThat(status.code()).as(status.toString()).isEqualTo(3);
		assertThat(worker(status, "w").path("state").asString()).isEqualTo("failing");
	}

	@Test
	void saysWhereNoExecutionHasCompletedForLong() {
		Ledgers.createDatabase();
		Result never = Program.call("status");
		assertThat(never.output()).contains("No execution of 'run' has completed yet.");
		assertThat(never.code()).isEqualTo(3);
		assertThat(Program.call("status", "--json").json().path("fresh").asBoolean()).isFalse();
		this.world.set("archiver.status.expect-every", "1h");
		assertThat(Program.call("status").code()).isEqualTo(3);
		runs("w", Duration.ofMinutes(10), Duration.ofMinutes(20));
		Program.call("run", "--worker", "w");
		assertThat(Program.call("status").code()).isZero();
		this.world.set("archiver.status.expect-every", "1ms");
		Result overdue = Program.call("status");
		assertThat(overdue.code()).isEqualTo(3);
		assertThat(overdue.output()).contains("longer ago than archiver.status.expect-every");
		this.world.set("archiver.status.expect-every", "0s");
		assertThat(Program.call("status").code()).isEqualTo(2);
	}

	@Test
	void saysWhatWasDecidedAboutAWorkerAndWhy() {
		SimulatedWorker worker = this.world.platform().worker("acme~shop");
		Ledgers.createDatabase();
		assertThat(Program.call("why", "acme/shop").output()).contains("acme~shop: nothing is archived",
				"No recent execution had this Worker in its list.");
		Program.call("run", "--worker", "acme/shop");
		assertThat(Program.call("why", "acme/shop").output()).contains("(run, default): the platform showed no run");
		SimulatedRun first = worker.run(this.now.minusSeconds(900));
		Program.call("run", "--worker", "acme/shop");
		Program.call("run", "--worker", "acme/shop");
		SimulatedRun second = worker.run(this.now.minusSeconds(600)).fail(Endpoint.DOWNLOAD, Fault.page(500));
		SimulatedRun third = worker.run(this.now.minusSeconds(300));
		Program.call("run", "--job", "nightly", "--worker", "acme/shop");
		Result why = Program.call("why", "acme/shop");
		assertThat(why.code()).isZero();
		assertThat(why.output().lines().toList()).hasSize(7)
			.satisfiesExactly((line) -> assertThat(line).isEqualTo("acme~shop"),
					(line) -> assertThat(line).contains("archived:", third.slug(), "final"),
					(line) -> assertThat(line).contains("missing:", second.slug(), "pending", "http_500"),
					(line) -> assertThat(line).contains("(run, nightly): archived " + third.slug()
							+ "; could not be archived, run " + second.slug() + ": http_500"),
					(line) -> assertThat(line).contains("nothing new: what the platform listed was already archived"),
					(line) -> assertThat(line).contains("(run, default): archived " + first.slug()),
					(line) -> assertThat(line).contains("nothing new"));
		Result whyRun = Program.call("why", "acme/shop", second.slug());
		assertThat(whyRun.output()).contains(second.slug(), "pending", "could not be archived, run")
			.doesNotContain("nothing new");
		assertThat(Program.call("why", "acme/shop", "--json", "--limit", "2").json().path("decisions")).hasSize(2);
		assertThat(Program.call("why", "acme/shop", "not a run").code()).isEqualTo(2);
	}

}
