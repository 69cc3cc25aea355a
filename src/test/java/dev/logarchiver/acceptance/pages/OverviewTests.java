package dev.logarchiver.acceptance.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.logarchiver.world.Program;
import dev.logarchiver.world.ServedPages;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The first page shows first what needs attention, and what the commands say.
 */
class OverviewTests {

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private final World world = world();

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private void run(String worker, Duration ago, String status, String log) {
		this.world.platform().worker(worker).run(this.now.minus(ago)).status(status).log(log);
	}

	private String overview() {
		try (ServedPages pages = ServedPages.start()) {
			return pages.get("/").body();
		}
	}

	@Test
	void showsWhatFails() {
		run("acme~broken", Duration.ofDays(3), "succeeded", "fine\n");
		run("acme~broken", Duration.ofHours(2), "failed", "fine\nTypeError: <b>price</b>\n");
		run("acme~old", Duration.ofDays(3), "failed", "ERROR first\n");
		run("acme~old", Duration.ofHours(3), "failed", "ERROR again\n");
		run("acme~good", Duration.ofHours(1), "succeeded", "fine\n");
		Program.call("backfill", "--since", "7d", "--worker", "acme~broken", "--worker", "acme~old", "--worker",
				"acme~good");
		Program.call("run", "--worker", "acme~broken", "--worker", "acme~old", "--worker", "acme~good", "--worker",
				"acme~gone");
		String run = this.world.platform().worker("acme~broken").runs().getLast().slug();
		String page = overview();
		assertThat(page).containsSubsequence("Newly failing: 1", "/workers/acme~broken",
				"/logs/acme~broken/" + run + "?line=2#L2", "TypeError: &lt;b&gt;price&lt;/b&gt;", "Still failing: 1",
				"/workers/acme~old", "Not archived: 1", "/workers/acme~gone", "50001: worker does not exist");
		assertThat(page).doesNotContain("Nothing needs attention", "Never archived");
	}

	@Test
	void givesItsConnectionBack() {
		run("acme~good", Duration.ofHours(1), "succeeded", "fine\n");
		Program.call("run", "--worker", "acme~good");
		this.world.set("spring.datasource.hikari.maximum-pool-size", "1")
			.set("spring.datasource.hikari.connection-timeout", "1000");
		try (ServedPages pages = ServedPages.start()) {
			for (String page : new String[] { "/", "/workers", "/executions", "/" }) {
				assertThat(pages.get(page).statusCode()).as(page).isEqualTo(200);
			}
		}
	}

	@Test
	void showsTicksLogsAndDays() {
		run("acme~good", Duration.ZERO, "succeeded", "fine\n".repeat(300));
		for (int hours = 4; hours > 0; hours--) {
			Program.call("run", "--worker", "acme~good", "--scheduled-at",
					this.now.minus(Duration.ofHours(hours)).toString());
		}
		String page = overview();
		assertThat(page).contains("Nothing needs attention",
				"/executions/4\"><time datetime=\"" + this.now.minus(Duration.ofHours(1)),
				"<td><time datetime=\"" + this.now + "\">");
		assertThat(page).containsSubsequence("Newest logs", "/workers/acme~good", "succeeded", "1.5 kB",
				"/logs/acme~good/");
		String today = this.now.toString().substring(0, 10);
		assertThat(page).containsSubsequence("aria-label=\"Runs a day for 30 days, at most 1;", "<rect",
				"<td>" + today + "</td><td class=\"number\">1</td><td class=\"number\">1.5 kB</td>");
	}

	@Test
	void saysThatThereIsNothingYet() {
		this.world.platform().worker("acme~never");
		Program.call("run", "--worker", "acme~never");
		assertThat(overview()).contains("No logs yet.", "Nothing needs attention");
	}

}
