package dev.logarchiver.acceptance.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.logarchiver.simulation.Fault;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.ServedPages;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every link on a page leads to a page, and no page is out of reach.
 */
class PageLinkTests {

	private final Instant now = Instant.now();

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private void ran(String worker, int hoursAgo, String status, String log) {
		this.world.platform()
			.worker(worker)
			.run(this.now.minus(Duration.ofHours(hoursAgo)))
			.finished(status, null)
			.log(log);
	}

	private static void call(String command, String... workers) {
		Program.call(
				Stream
					.concat(Stream.of(command.split(" ")),
							Stream.of(workers).flatMap((worker) -> Stream.of("--worker", worker)))
					.toArray(String[]::new));
	}

	/** The status of each page that links lead to, from the first one on. */
	private static Map<String, Integer> follow(ServedPages pages, String... first) {
		Map<String, Integer> found = new LinkedHashMap<>();
		Deque<String> open = new ArrayDeque<>(Set.of(first));
		while (!open.isEmpty()) {
			String link = open.remove();
			String path = link.replaceFirst("#.*", "");
			if (!found.containsKey(path)) {
				found.put(path, pages.get(path).statusCode());
				open.addAll(new LinkedHashSet<>(pages.links(path)));
			}
		}
		return found;
	}

	@Test
	void everyLinkLeadsToAPage() {
		ran("acme~new", 40, "succeeded", "fine\n");
		ran("acme~new", 2, "failed", "TypeError: x\n");
		ran("acme~old", 40, "failed", "TypeError: x\n");
		ran("acme~old", 3, "failed", "TypeError: x\n");
		ran("acme~running", 1, "running", "begun\n");
		this.world.platform().worker("never.ran-1_2");
		this.world.platform().worker("acme~odd").fail(Fault.error(200, 50099, "<a href=\"/nowhere\">"));
		String[] workers = { "acme~new", "acme~old", "acme~running", "never.ran-1_2", "acme~odd", "acme~gone", "</a>" };
		call("backfill --since 7d", workers);
		call("run", workers);
		this.world.platform().worker("acme~new").runs().getLast().log("TypeError: y\n");
		call("run --force", workers);
		Ledgers.execute(this.world, "UPDATE archived_log SET execution_id = 0");
		try (ServedPages pages = ServedPages.start()) {
			Map<String, Integer> found = follow(pages, "/", "/search?q=TypeError");
			assertThat(found).allSatisfy((path, status) -> assertThat(status).as(path).isEqualTo(200));
			assertThat(found).containsKeys("/workers", "/workers/acme~gone", "/workers/never.ran-1_2", "/executions/1",
					"/executions/3", "/report", "/search", "/diff/acme~new", "/workers?sort=-errors");
			assertThat(found.keySet()).anyMatch((path) -> path.startsWith("/logs/acme~new/") && path.endsWith("/r2"))
				.anyMatch((path) -> path.startsWith("/logs/acme~old/") && path.endsWith("?line=1"));
		}
	}

	@Test
	void everyLinkLeadsToAPageWhereNothingIsArchived() {
		Ledgers.createDatabase();
		try (ServedPages pages = ServedPages.start()) {
			assertThat(follow(pages, "/")).allSatisfy((path, status) -> assertThat(status).as(path).isEqualTo(200));
		}
	}

}
