package dev.logarchiver.acceptance.faults;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.logarchiver.simulation.RateLimit;
import dev.logarchiver.simulation.RealisticLog;
import dev.logarchiver.simulation.Request;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.ArchivedObject;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ProgramProcess;
import dev.logarchiver.world.Remains;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged program where something goes wrong that every Worker would meet: the job
 * ends, says why, leaves nothing half done, and is taken up again.
 */
class FaultsIT {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final int WORKERS = 60;

	private static final int ALWAYS = Integer.MAX_VALUE;

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private String list(int workers) {
		this.world.platform().everyUnknownWorkerHasOneRun();
		return this.world
			.file("list.txt",
					IntStream.range(0, workers).mapToObj("owner/worker-%d%n"::formatted).collect(Collectors.joining()))
			.toString();
	}

	private void assertEveryLogIsThereOnce(int workers) {
		List<ArchivedObject> objects = ArchivedObject.of(this.world);
		assertThat(objects).hasSize(workers);
		assertThat(objects).allSatisfy((object) -> {
			SimulatedRun run = this.world.platform().defaultRun(object.worker());
			assertThat(object.run()).isEqualTo(run.slug());
			assertThat(object.sha256()).isEqualTo(run.log().sha256());
		});
		assertThat(objects).extracting(ArchivedObject::worker).doesNotHaveDuplicates();
	}

	static List<JobFault> faults() {
		return JobFaults.all();
	}

	@ParameterizedTest
	@MethodSource("faults")
	void theJobEndsAndIsTakenUp(JobFault fault) {
		String list = list(WORKERS);
		fault.misbehaviour().accept(this.world);
		Result result = ProgramProcess.callSoon(this.world, "run", "--workers", list);
		assertThat(result.code()).as(result.toString()).isEqualTo(fault.exit());
		assertThat(result.output() + result.errors()).contains(fault.told());

		this.world.heal();
		Remains.areClean(this.world, result);
		assertThat(Remains.newestStatus()).isEqualTo(fault.status());
		boolean begun = !fault.status().equals("none");
		Result healed = begun ? Program.call("restart", "--json") : Program.call("run", "--json", "--workers", list);
		assertThat(healed.code()).as(healed.toString()).isZero();
		assertThat(healed.json().path("failed").asInt()).isZero();
		assertEveryLogIsThereOnce(WORKERS);
		Remains.areClean(this.world, healed);
	}

	@Test
	void aPlatformThatAllowsTwentyCallsASecondIsNotFlooded() {
		int workers = 200;
		String list = list(workers);
		this.world.platform().rateLimit(RateLimit.perSecond(20));
		Result result = ProgramProcess.callSoon(this.world, "run", "--json", "--workers", list);
		assertThat(result.code()).as(result.toString()).isZero();
		assertEveryLogIsThereOnce(workers);
		Remains.areClean(this.world, result);
		long calls = this.world.platform().apiCalls().size();
		assertThat(this.world.platform().rejections()).as("rejected of " + calls).isPositive().isLessThan(calls / 5);
		System.out.printf("%d of %d API calls rejected by a platform that allows 20 a second%n",
				this.world.platform().rejections(), calls);
	}

	@Test
	void aLargeLogThatIsNotStoredLeavesNoUpload() {
		Predicate<Request> secondPart = (request) -> "2".equals(request.parameter("partNumber"));
		SimulatedRun run = this.world.set("archiver.store.compression", "none")
			.platform()
			.worker("large")
			.run(JUNE)
			.log(RealisticLog.of(1, 40_000_000));
		this.world.wayToStore().answer(500, "<Error><Code>InternalError</Code></Error>", secondPart, ALWAYS);
		Result result = ProgramProcess.callSoon(this.world, "run", "--worker", "large");
		assertThat(result.code()).as(result.toString()).isEqualTo(1);
		assertThat(result.output()).contains("Sending part 2", "InternalError");
		assertThat(this.world.keys()).isEmpty();
		Remains.areClean(this.world, result);

		this.world.heal();
		Result healed = Program.call("restart", "--json");
		assertThat(healed.code()).as(healed.toString()).isZero();
		assertThat(ArchivedObject.of(this.world)).singleElement()
			.satisfies((object) -> assertThat(object.sha256()).isEqualTo(run.log().sha256()));
		Remains.areClean(this.world, healed);
	}

}
