package dev.logarchiver.acceptance.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;

/**
 * Runs of some hours ago, and the commands that archive them.
 *
 * @param world where they are
 * @param now when the test began
 */
record RecentRuns(World world, Instant now) {

	RecentRuns(World world) {
		this(world, Instant.now().truncatedTo(ChronoUnit.SECONDS));
	}

	/** Adds a run of a minute. */
	SimulatedRun add(String worker, int hoursAgo, String status, String log) {
		Instant time = this.now.minus(Duration.ofHours(hoursAgo));
		return this.world.platform().worker(worker).run(time).finished(status, time.plusSeconds(60)).log(log);
	}

	/**
	 * Calls the program.
	 * @param command the command and its options, with blanks between them
	 * @param workers those that it is about
	 */
	static Result call(String command, String... workers) {
		return Program.call(
				Stream
					.concat(Stream.of(command.split(" ")),
							Stream.of(workers).flatMap((worker) -> Stream.of("--worker", worker)))
					.toArray(String[]::new));
	}

}
