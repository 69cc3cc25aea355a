package dev.logarchiver.acceptance.pages;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ServedPages;
import dev.logarchiver.world.World;

import static org.assertj.core.api.Assertions.assertThat;

/** An archive of every kind of run, and its pages. */
final class PageArchive implements AutoCloseable {

	private final World world = new World();

	private final RecentRuns runs = new RecentRuns(this.world);

	private final SimulatedRun large;

	private final ServedPages pages;

	PageArchive() {
		for (int hours = 60; hours > 4; hours -= 8) {
			this.runs.add("acme/shop", hours, "succeeded", "start\nError on page 7, retry\nend\n");
		}
		this.runs.add("acme/shop", 2, "failed", "start\nError on page 3, retry\nProxyError: 407 from 10.1.2.3\n");
		this.runs.add("acme/flaky", 30, "failed", "TimeoutError: page 9\n");
		this.runs.add("acme/flaky", 3, "succeeded", "fine\n");
		this.runs.add("acme/other", 40, "aborted", "start\nstopped\n");
		this.runs.add("acme/empty", 5, "succeeded", "");
		this.large = this.runs.add("acme/large", 1, "failed", numbered(5000, 1200, 2500, 4800));
		this.world.platform().worker("acme/going").run(this.runs.now().minusSeconds(600)).running().log("begun\n");
		this.world.platform().worker("acme/never");
		this.world.platform().worker("acme/gone").fail(Fault.error(PlatformError.WORKER_NOT_FOUND));
		String list = this.world.file("workers.txt", """
				acme/shop
				acme/flaky
				acme/other
				acme/empty
				acme/large
				acme/going
				acme/never
				acme/gone
				""").toString();
		assertThat(Program.call("backfill", "--job", "past", "--since", "9d", "--workers", list).code()).isIn(0, 3);
		Result result = Program.call("run", "--job", "nightly", "--workers", list);
		assertThat(result.code()).as(result.toString()).isEqualTo(3);
		assertThat(Program.call("run", "--job", "hourly", "--worker", "acme/shop").code()).isZero();
		this.pages = ServedPages.start();
	}

	/** Lines of which some are errors, and each tenth has colours. */
	private static String numbered(int lines, Integer... errors) {
		return IntStream.rangeClosed(1, lines)
			.mapToObj((number) -> List.of(errors).contains(number) ? "Error: number " + number
					: (number % 10 == 0) ? "\u001b[32mgreen\u001b[0m and \u001b[1;91mbright\u001b[m " + number
							: "item " + number)
			.collect(Collectors.joining("\n", "", "\n"));
	}

	ServedPages pages() {
		return this.pages;
	}

	/** The page of a log with 5,000 lines, with errors in lines 1200, 2500 and 4800. */
	String largeLog() {
		return "/logs/acme~large/" + this.large.slug();
	}

	@Override
	public void close() {
		this.pages.close();
		this.world.close();
	}

}
