package dev.logarchiver.acceptance.pages;

import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.ServedPages;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the pages of the report and of differences show, compared with what the commands
 * say.
 */
class FindPagesTests {

	private static final String HOSTILE = "TypeError: <script>alert(1)</script>\u202e\u001b]8;;http://evil\u0007\"'&";

	private final World world = world();

	private final RecentRuns runs = new RecentRuns(this.world);

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private void archive(String... workers) {
		RecentRuns.call("backfill --since 40d", workers);
		RecentRuns.call("run", workers);
	}

	private static void assertBad(ServedPages pages, String path, String words) {
		assertThat(pages.get(path).statusCode()).as(path).isEqualTo(400);
		assertThat(pages.text(path)).contains(words);
	}

	@Test
	void reportsWhatTheCommandReports() {
		this.runs.add("acme~new", 50, "succeeded", "start\nError on page 7\n");
		SimulatedRun newest = this.runs.add("acme~new", 2, "failed", "start\nError on page 3\n" + HOSTILE + "\n");
		this.runs.add("acme~same", 50, "succeeded", "start\n");
		this.runs.add("acme~same", 2, "failed", "start\n" + HOSTILE + "\n");
		this.runs.add("acme~still", 60, "failed", "LoginError: no session\n");
		this.runs.add("acme~still", 3, "failed", "LoginError: no session\n");
		this.runs.add("acme~flaky", 9, "failed", "TimeoutError: page 9\n");
		this.runs.add("acme~flaky", 4, "succeeded", "fine\n");
		archive("acme~new", "acme~same", "acme~still", "acme~flaky", "acme~gone");
		JsonNode json = Program.call("report", "--json").json();
		assertThat(json.path("newly_failing")).hasSize(2);
		try (ServedPages pages = ServedPages.start()) {
			String text = pages.text("/report");
			assertThat(text).containsSubsequence(
					"4 of 5 Workers had failed runs, 2 of them newly; 1 recovered; 1 could not be archived",
					"Newly failing: 2", "acme~new and 1 more acme~same", "2 of 2",
					json.at("/newly_failing/0/error").asString(), "Still failing: 1", "acme~still", "1 of 1",
					"LoginError: no session", "Recovered: 1", "acme~flaky", "1 of 2", "TimeoutError: page 9",
					"Not archived: 1", "acme~gone", "50001 worker does not exist req-");
			assertThat(pages.links("/report")).contains(
					"/logs/acme~new/" + newest.slug() + "?line=" + json.at("/newly_failing/0/line").asInt() + "#L3",
					"/diff/acme~new?failed=" + newest.slug(), "/workers/acme~gone");
			assertThat(pages.get("/report").body()).doesNotContain("<script>alert", "\u202e", "\u001b");
			assertThat(pages.text("/report?since=1h")).contains("0 of 5 Workers had failed runs");
			assertThat(pages.text("/report?worker=acme~fl*")).contains("1 of 1 Workers", "Recovered: 1")
				.doesNotContain("Newly", "Not archived");
			assertThat(pages.text("/report?since=&until=&worker=&all=on")).contains("Newly failing: 2");
		}
	}

	@Test
	void saysWhatTheReportCanNotBeAskedFor() {
		this.runs.add("acme~a", 1, "succeeded", "fine\n");
		archive("acme~a");
		try (ServedPages pages = ServedPages.start()) {
			assertThat(pages.text("/report")).contains("Nothing failed, nothing is late, everything is archived.");
			assertBad(pages, "/report?since=soon", "since: 'soon' is not a time");
			assertBad(pages, "/report?until=later", "until: 'later' is not a time");
			assertBad(pages, "/report?since=1h&until=2h",
					"since: '1h' is not before until, which is '2h' give an earlier time");
			assertBad(pages, "/report?worker=a%20%3Cb%3E*", "worker: '<b>*' is not a Worker pattern");
		}
	}

	@Test
	void comparesAsTheCommandDoes() {
		this.runs.add("acme~shop", 9, "failed", "old Error\n");
		SimulatedRun old = this.runs.add("acme~shop", 8, "succeeded", "2026 start\nold\n");
		SimulatedRun bad = this.runs.add("acme~shop", 7, "failed",
				"1999 start\n" + HOSTILE + "\nb\nc\nd\nOtherError: y\n");
		SimulatedRun good = this.runs.add("acme~shop", 6, "succeeded", "2026 start\n");
		archive("acme~shop");
		JsonNode json = Program.call("diff", "acme/shop", "--json").json();
		assertThat(json.at("/failed/run").asString()).isEqualTo(bad.slug());
		try (ServedPages pages = ServedPages.start()) {
			String text = pages.text("/diff/acme~shop");
			assertThat(text).containsSubsequence("failed", bad.slug(), "6 2", "succeeded", good.slug(), "1 0",
					"The first new error, line 2", "1 1999 start",
					"2 " + json.at("/first_new_error/line/text").asString(), "3 b", "4 c", "5 d", "Other new errors",
					"6 OtherError: y", "5 of 6 lines are new, 2 of them errors.");
			assertThat(pages.get("/diff/acme~shop").body()).doesNotContain("<script>alert", "\u202e", "\u001b");
			assertThat(pages.links("/diff/acme~shop")).contains("/logs/acme~shop/" + bad.slug() + "?line=6#L6",
					"/logs/acme~shop/" + good.slug());
			assertThat(pages.text("/diff/acme~shop?failed=" + old.slug() + "&good=" + good.slug()))
				.contains("No new error. The first new line, line 2", "2 old");
			assertThat(pages.text("/diff/acme~shop?failed=" + good.slug() + "&good=" + good.slug()))
				.contains("Nothing is new: the second log contains everything in the first.");
			assertThat(pages.get("/diff/acme~shop?failed=none").statusCode()).isEqualTo(404);
			assertThat(pages.text("/diff/acme~shop?failed=none")).contains("Run 'none' of Worker acme~shop is not");
			assertBad(pages, "/diff/acme~shop?good=%3C", "'<' is not a run ID");
			assertThat(pages.get("/diff/acme~none").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void saysThatThereIsNothingToCompare() {
		this.runs.add("acme~good", 2, "succeeded", "fine\n");
		this.runs.add("acme~bad", 2, "failed", "Error x\n");
		archive("acme~good", "acme~bad");
		try (ServedPages pages = ServedPages.start()) {
			assertThat(pages.text("/diff/acme~good")).contains("nothing to compare: no failed run");
			assertThat(pages.text("/diff/acme~bad")).contains("nothing to compare with: no run of this Worker");
			assertThat(pages.links("/workers/acme~bad")).doesNotContain("/diff/acme~bad");
		}
	}

}
