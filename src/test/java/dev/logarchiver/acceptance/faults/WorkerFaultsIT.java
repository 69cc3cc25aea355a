package dev.logarchiver.acceptance.faults;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.logarchiver.simulation.Call;
import dev.logarchiver.simulation.Content;
import dev.logarchiver.simulation.Etag;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.ArchivedObject;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ProgramProcess;
import dev.logarchiver.world.Remains;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One run of the packaged program over many Workers, each with a fault of its own; and
 * then a second run that meets none.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkerFaultsIT {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final String PREVIEW = Content.of("Run started\nRun finished\n").sha256();

	private static final long HUGE = 150_000_000;

	private final World world = new World();

	private final Map<String, SimulatedRun> runs = new HashMap<>();

	private final Map<String, JsonNode> failures = new HashMap<>();

	private Result first;

	private Result second;

	private List<ArchivedObject> objects;

	private List<ArchivedObject> healedObjects;

	static List<WorkerFault> faults() {
		return WorkerFaults.all();
	}

	@BeforeAll
	void runTwice() {
		this.world.set("archiver.coreclaw.timeout", "3s")
			.set("archiver.coreclaw.max-attempts", "3")
			.set("archiver.download.stall-timeout", "3s")
			.set("archiver.download.max-attempts", "3")
			.set("archiver.download.max-size", "150MB");
		String list = this.world.file("list.txt", faults().stream().map(this::begin).collect(Collectors.joining()))
			.toString();
		this.first = ProgramProcess.callSoon(this.world, "run", "--json", "--workers", list);
		this.objects = ArchivedObject.of(this.world);
		Remains.areClean(this.world, this.first);
		this.first.json().path("failures").forEach((node) -> this.failures.put(node.path("worker").asString(), node));
		faults().forEach(this::heal);
		this.second = ProgramProcess.callSoon(this.world.heal(), "run", "--json", "--workers", list);
		this.healedObjects = ArchivedObject.of(this.world);
		Remains.areClean(this.world, this.second);
	}

	@AfterAll
	void end() {
		this.world.close();
	}

	/** Lists a Worker with the fault, and one without. */
	private String begin(WorkerFault fault) {
		SimulatedRun run = this.world.platform().worker(fault.worker()).run(JUNE);
		this.runs.put(fault.worker(), run);
		fault.begin(this.world, run);
		this.world.platform().worker("fine-" + fault.worker()).run(JUNE);
		return fault.worker() + "\nfine-" + fault.worker() + "\n";
	}

	private void heal(WorkerFault fault) {
		this.world.platform().worker(fault.worker()).heal();
		SimulatedRun run = run(fault).urlHoldsSlug(true).etag(Etag.AS_S3);
		if (run.log().size() > HUGE) {
			run.log("A log as they usually are\n");
		}
	}

	private SimulatedRun run(WorkerFault fault) {
		return Objects.requireNonNull(this.runs.get(fault.worker()));
	}

	private static List<ArchivedObject> of(WorkerFault fault, List<ArchivedObject> objects) {
		return objects.stream().filter((object) -> object.worker().equals(fault.worker())).toList();
	}

	@Test
	void theRunEndsAndSaysThatSomeWorkersFailed() {
		List<WorkerFault> all = faults();
		assertThat(this.first.code()).as(this.first.toString()).isEqualTo(3);
		long stored = all.stream().filter(WorkerFaultsIT::isStored).count();
		assertThat(this.first.json().path("archived").asLong()).isEqualTo(stored + all.size());
		assertThat(this.first.json().path("no_run").asLong()).isEqualTo(2);
		assertThat(this.first.json().path("failed").asLong()).isEqualTo(all.size() - stored - 2);
		assertThat(this.objects).hasSize((int) stored + all.size());
	}

	@ParameterizedTest
	@MethodSource("faults")
	void aWorkerEndsAsItShould(WorkerFault fault) {
		JsonNode failure = this.failures.get(fault.worker());
		List<ArchivedObject> stored = of(fault, this.objects);
		switch (fault.outcome()) {
			case "archived" -> assertThat(stored).as(String.valueOf(failure)).singleElement().satisfies((object) -> {
				assertThat(object.sha256()).isEqualTo(run(fault).log().sha256());
				assertThat(object.completeness()).isEqualTo("full");
			});
			case "preview" -> assertThat(stored).as(String.valueOf(failure)).singleElement().satisfies((object) -> {
				assertThat(object.sha256()).isEqualTo(PREVIEW);
				assertThat(object.completeness()).isEqualTo("preview");
			});
			default -> assertThat(stored).isEmpty();
		}
		assertThat((failure != null) ? failure.path("code").asString() : fault.outcome()).isEqualTo(fault.outcome());
	}

	@ParameterizedTest
	@MethodSource("faults")
	void theNextRunArchivesWhatFailedAndNothingTwice(WorkerFault fault) {
		List<ArchivedObject> before = of(fault, this.objects);
		List<ArchivedObject> after = of(fault, this.healedObjects);
		assertThat(after).containsAll(before).hasSize(fault.outcome().equals("preview") ? 2 : 1);
		assertThat(after).filteredOn((object) -> object.sha256().equals(run(fault).log().sha256())).hasSize(1);
	}

	@Test
	void theNextRunHasNothingToComplainOf() {
		assertThat(this.second.code()).as(this.second.toString()).isZero();
		assertThat(this.second.errors().lines()).allMatch((line) -> line.contains(" INFO "));
	}

	@Test
	void failuresTellThePlatformsWordsEscapedAndItsRequest() {
		JsonNode failure = Objects.requireNonNull(this.failures.get("api-control-characters-in-words"));
		assertThat(failure.path("reason").asString()).contains("bad", "news").doesNotContain("\u001b", "\n", "\r");
		assertThat(failure.path("request_id").asString()).isNotEmpty();
		assertThat(this.first.toString()).doesNotContain("\u001b");
	}

	@Test
	void aCutDownloadIsResumedWhereTheStorageCan() {
		assertThat(ranges("download-cut-resumed")).singleElement().satisfies((call) -> {
			assertThat(call.header("range")).hasValueSatisfying((range) -> assertThat(range).matches("bytes=\\d+-"));
			assertThat(call.header("if-range")).isPresent();
		});
		assertThat(ranges("download-stalled-resumed")).hasSize(1);
		assertThat(ranges("download-cut-no-etag")).isEmpty();
	}

	private List<Call> ranges(String worker) {
		SimulatedRun run = Objects.requireNonNull(this.runs.get(worker));
		return this.world.platform()
			.downloads()
			.stream()
			.filter((call) -> call.path().contains(run.slug()) && call.header("range").isPresent())
			.toList();
	}

	private static boolean isStored(WorkerFault fault) {
		return fault.outcome().equals("archived") || fault.outcome().equals("preview");
	}

}
