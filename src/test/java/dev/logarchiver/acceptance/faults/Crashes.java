package dev.logarchiver.acceptance.faults;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.logarchiver.simulation.Etag;
import dev.logarchiver.simulation.RealisticLog;
import dev.logarchiver.simulation.Request;
import dev.logarchiver.simulation.SimulatedWorker;
import dev.logarchiver.simulation.Ulid;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.World;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of kills, in the order of a log's life. All are about one Worker. An upload
 * whose begin was never told to anybody stays for a day.
 */
public final class Crashes {

	public static final String WORKER = "w";

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final String FIRST_RUN = Ulid.of(JUNE, Ulid.seed(WORKER));

	private static final int LARGE = 40_000_000;

	private static final Predicate<Request> PARTIAL = writes("PUT", ".partial.log.gz");

	private static final Predicate<Request> FINAL = writes("PUT", ".log.gz").and(PARTIAL.negate());

	private static final Predicate<Request> DELETE = writes("DELETE", ".partial.log.gz");

	private static final Predicate<Request> REVISION = writes("PUT", ".r2.log.gz");

	private Crashes() {
	}

	public static List<Crash> all() {
		return List.of(served("a partial object, its ledger row", Crashes::running, PARTIAL, "partial"),
				notServed("a run that grew, its partial object", Crashes::grown, PARTIAL, "partial"),
				notServed("a run that ended, its final object", Crashes::finished, FINAL, "final"),
				served("a final object, its ledger row", Crashes::finished, FINAL, "final"),
				served("a final object of a run that isn't the last any more, its ledger row", Crashes::overtaken,
						FINAL.and((request) -> request.path().contains(FIRST_RUN)), "final", "final"),
				served("a final object of a run that settled, its ledger row", Crashes::settled, FINAL, "final"),
				notServed("a ledger row, the deletion of the partial object", Crashes::finished, DELETE, "final"),
				served("the deletion of the partial object, the end", Crashes::finished, DELETE, "final"),
				served("a revision, its ledger row", Crashes::changed, REVISION, "final", "r2"),
				served("the begin of an upload, its record", Crashes::large, writes("POST", "?uploads"), "final",
						"upload"),
				notServed("the record of an upload, its first part", Crashes::large, writes("PUT", "partNumber=1"),
						"final"),
				served("two parts of an upload", Crashes::large, writes("PUT", "partNumber=2"), "final"),
				notServed("the last part of an upload, its end", Crashes::large, writes("POST", "uploadId="), "final"),
				served("the end of an upload, its ledger row", Crashes::large, writes("POST", "uploadId="), "final"));
	}

	private static Crash served(String name, Consumer<World> before, Predicate<Request> at, String... left) {
		return new Crash("between " + name, before, at, true, List.of(left));
	}

	private static Crash notServed(String name, Consumer<World> before, Predicate<Request> at, String... left) {
		return new Crash("between " + name, before, at, false, List.of(left));
	}

	private static Predicate<Request> writes(String method, String end) {
		return (request) -> request.method().equals(method) && request.target().contains(end);
	}

	private static SimulatedWorker worker(World world) {
		return world.platform().worker(WORKER);
	}

	private static void running(World world) {
		worker(world).run(JUNE).running().log("started\n");
	}

	private static void grown(World world) {
		running(world);
		archive(world);
		worker(world).runs().getLast().append("still going\n");
	}

	private static void finished(World world) {
		grown(world);
		archive(world);
		worker(world).runs().getLast().append("done\n").finished("succeeded", JUNE.plusSeconds(60));
	}

	private static void overtaken(World world) {
		finished(world);
		worker(world).run(JUNE.plusSeconds(3600));
	}

	private static void settled(World world) {
		running(world);
		archive(world);
		world.set("archiver.settle-after", "1ms");
	}

	private static void changed(World world) {
		worker(world).run(JUNE);
		archive(world);
		worker(world).runs().getLast().append("a late line\n");
	}

	private static void large(World world) {
		world.set("archiver.store.compression", "none");
		worker(world).run(JUNE).log(RealisticLog.of(1, LARGE)).etag(Etag.OPAQUE);
	}

	private static void archive(World world) {
		Program.Result result = Program.call("run", "--worker", WORKER);
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(world.keys()).isNotEmpty();
	}

}
