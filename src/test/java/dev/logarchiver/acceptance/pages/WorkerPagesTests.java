package dev.logarchiver.acceptance.pages;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.ServedPages;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the pages of Workers show, compared with what the commands say.
 */
class WorkerPagesTests {

	private static final Pattern ROW = Pattern.compile(
			"<tr>\\s*<td><span class=\"status[^\"]*\">([^<]*)</span></td>\\s*" + "<td><a href=\"/workers/([^\"]*)\">");

	private final World world = world();

	private final RecentRuns runs = new RecentRuns(this.world);

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	/** Each Worker of the list with its state, in their order. */
	private static List<String> rows(ServedPages pages, String parameters) {
		return ROW.matcher(pages.get("/workers" + parameters).body())
			.results()
			.map((row) -> row.group(2) + " " + row.group(1))
			.toList();
	}

	private static List<String> workers(ServedPages pages, String parameters) {
		return rows(pages, parameters).stream().map((row) -> row.substring(0, row.indexOf(' '))).toList();
	}

	/** One that is late, one that fails, one that never ran, one that is fine. */
	private void archiveOfEachState() {
		for (int hours = 40; hours >= 30; hours--) {
			this.runs.add("acme~late", hours, "succeeded", "fine\n");
		}
		this.runs.add("acme~fine", 2, "succeeded", "Error 1\nError 2\n");
		this.runs.add("acme~bad", 3, "failed", "TypeError: x\n");
		this.world.platform().worker("other");
		String[] all = { "acme~late", "acme~fine", "acme~bad", "other", "gone" };
		RecentRuns.call("backfill --since 7d", all);
		for (int i = 0; i < 3; i++) {
			RecentRuns.call("run", all);
		}
	}

	@Test
	void listsWhatStatusSays() {
		archiveOfEachState();
		JsonNode status = Program.call("status", "--json").json();
		List<String> said = status.path("workers")
			.valueStream()
			.map((worker) -> worker.path("worker").asString() + " " + worker.path("state").asString().replace('_', ' '))
			.toList();
		assertThat(said).hasSize(5);
		try (ServedPages pages = ServedPages.start()) {
			assertThat(rows(pages, "")).containsExactlyInAnyOrderElementsOf(said);
			assertThat(rows(pages, "")).containsSubsequence("gone never archived", "other never archived",
					"acme~late late", "acme~bad fresh", "acme~fine fresh");
			String text = pages.text("/workers");
			assertThat(text).contains("5 Workers", "succeeded 2 –", "failed 1 –", "succeeded 0 60 min");
			assertThat(pages.links("/workers"))
				.contains("/logs/acme~bad/" + this.world.platform().worker("acme~bad").runs().getLast().slug());
		}
	}

	@Test
	void findsAndSortsThem() {
		archiveOfEachState();
		try (ServedPages pages = ServedPages.start()) {
			assertThat(workers(pages, "?q=acme/")).containsExactlyInAnyOrder("acme~late", "acme~fine", "acme~bad");
			assertThat(workers(pages, "?q=LAT")).containsExactly("acme~late");
			assertThat(workers(pages, "?q=*~?ine")).containsExactly("acme~fine");
			assertThat(workers(pages, "?state=late")).containsExactly("acme~late");
			assertThat(workers(pages, "?sort=worker")).containsExactly("acme~bad", "acme~fine", "acme~late", "gone",
					"other");
			assertThat(workers(pages, "?sort=-worker")).containsExactly("other", "gone", "acme~late", "acme~fine",
					"acme~bad");
			assertThat(workers(pages, "?sort=run&q=acme")).containsExactly("acme~fine", "acme~bad", "acme~late");
			assertThat(workers(pages, "?sort=errors&q=acme")).containsExactly("acme~fine", "acme~bad", "acme~late");
			assertThat(workers(pages, "?sort=-errors&q=acme")).containsExactly("acme~late", "acme~bad", "acme~fine");
			assertThat(workers(pages, "?sort=status&q=acme")).containsExactly("acme~bad", "acme~fine", "acme~late");
			assertThat(pages.text("/workers?q=%3Cscript%3E")).contains("No Worker matches.");
			assertThat(pages.get("/workers?q=%3Cscript%3E%22").body()).doesNotContain("<script>\"");
			assertThat(pages.get("/workers?q=%3Cscript%3E*").statusCode()).isEqualTo(400);
			assertThat(pages.text("/workers?q=%3Cscript%3E*")).contains("q: '<script>*' is not a Worker pattern");
			assertThat(pages.get("/workers?sort=size").statusCode()).isEqualTo(400);
			assertThat(pages.text("/workers?sort=size")).contains("sort: 'size' is unknown: give one of state, -state");
		}
	}

	@Test
	void listsAlsoThoseThatNoJobLists() {
		Ledgers.fill(this.world,
				this.world
					.file("list.txt",
							Stream.iterate(0, (i) -> i < 250, (i) -> i + 1)
								.map("acme/w-%03d"::formatted)
								.reduce("", (list, worker) -> list + worker + "\n"))
					.toString());
		try (ServedPages pages = ServedPages.start()) {
			assertThat(rows(pages, "?sort=worker")).hasSize(100).startsWith("acme~w-000 not listed");
			assertThat(pages.text("/workers?sort=worker")).contains("1 to 100 of 250");
			assertThat(workers(pages, "?sort=worker&page=3")).hasSize(50).endsWith("acme~w-249");
			assertThat(pages.links("/workers?sort=worker&page=2")).contains("/workers?sort=worker",
					"/workers?sort=worker&page=3");
			assertThat(pages.get("/workers?page=4").statusCode()).isEqualTo(404);
			assertThat(pages.text("/workers/acme~w-007")).contains("in the newest list of no job",
					"No recent execution had this Worker in its list.");
		}
	}

	@Test
	void showsOneAsWhyAndLogsDo() {
		SimulatedRun good = this.runs.add("acme~shop", 5, "succeeded", "fine\n");
		SimulatedRun bad = this.runs.add("acme~shop", 3, "failed", "a\nTypeError: <i>x</i>\u202e\n");
		RecentRuns.call("backfill --since 7d", "acme~shop");
		this.world.platform().worker("acme~shop").fail(Fault.error(PlatformError.WORKER_NOT_FOUND));
		RecentRuns.call("run", "acme~shop");
		JsonNode why = Program.call("why", "acme/shop", "--json").json();
		try (ServedPages pages = ServedPages.start()) {
			String text = pages.text("/workers/acme~shop");
			assertThat(why.path("decisions")).hasSize(2);
			why.path("decisions")
				.forEach((decision) -> assertThat(text)
					.contains(decision.path("execution").asString() + " " + decision.path("command").asString() + ", "
							+ decision.path("job").asString() + " " + decision.path("decision").asString()));
			assertThat(text).contains("Last 2 runs", "failed, 1 error line", "succeeded, 0 error lines",
					"TypeError: <i>x</i>\\u202e");
			assertThat(pages.get("/workers/acme~shop").body()).doesNotContain("<i>", "\u202e")
				.containsSubsequence("class=\"succeeded h0\"", "class=\"failed h1\"");
			assertThat(pages.links("/workers/acme~shop")).contains("/diff/acme~shop", "/logs/acme~shop/" + good.slug(),
					"/logs/acme~shop/" + bad.slug() + "?line=2#L2", "/executions/2");
			assertThat(pages.text("/workers/acme~shop?status=succeeded")).doesNotContain("TypeError");
			assertThat(pages.text("/workers/acme~shop?status=aborted")).contains("No log matches.");
			assertThat(pages.get("/workers/acme~shop?status=tired").statusCode()).isEqualTo(400);
			assertThat(pages.get("/workers/acme~none").statusCode()).isEqualTo(404);
			assertThat(pages.text("/workers/acme~none")).contains("There is no Worker 'acme~none' here");
			assertThat(pages.get("/workers/%3Cscript%3E").statusCode()).isEqualTo(400);
			assertThat(pages.text("/workers/%3Cscript%3E")).contains("'<script>' is not a Worker ID");
		}
	}

	@Test
	void leadsToAllLogsOfAWorker() {
		this.runs.add("acme~shop", 5, "succeeded", "fine\n");
		RecentRuns.call("run", "acme~shop");
		Ledgers.execute(this.world, """
				INSERT INTO archived_log (worker_id, run_id, revision, object_key, is_final, completeness, run_status,
				run_at, text_size, object_size, sha256, archived_at, execution_id)
				SELECT 'acme~shop', 'run-' || number, 1, 'k' || number, TRUE, 'full', 'aborted',
				TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00', 5, 5, REPEAT('0', 64), TIMESTAMP WITH TIME ZONE
				'2026-01-01 00:00:00+00', 0 FROM generate_series(1000, 1119) AS numbers(number)""");
		Ledgers.execute(this.world, """
				INSERT INTO archived_log (worker_id, run_id, revision, object_key, is_final, completeness, run_status,
				run_at, text_size, object_size, sha256, archived_at, execution_id)
				SELECT 'acme~shop', 'run-1070', number, 'r' || number, TRUE, 'full', 'aborted',
				TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00', 5, 5, REPEAT('0', 64), TIMESTAMP WITH TIME ZONE
				'2026-01-01 00:00:00+00', 0 FROM generate_series(2, 4) AS numbers(number)""");
		try (ServedPages pages = ServedPages.start()) {
			String first = pages.text("/workers/acme~shop");
			assertThat(first).contains("Last 100 runs", "run-1119", "run-1071");
			assertThat(pages.links("/workers/acme~shop")).contains("/workers/acme~shop?after=run-1071#logs");
			assertThat(pages.links("/workers/acme~shop?after=run-1071")).containsSubsequence(
					"/logs/acme~shop/run-1070/r4", "/logs/acme~shop/run-1070/r2", "/logs/acme~shop/run-1070",
					"/logs/acme~shop/run-1024", "/workers/acme~shop#logs", "/workers/acme~shop?after=run-1024#logs");
			assertThat(pages.links("/workers/acme~shop?after=run-1070.3")).containsSubsequence(
					"/logs/acme~shop/run-1070/r2", "/logs/acme~shop/run-1070", "/logs/acme~shop/run-1069");
			assertThat(pages.links("/workers/acme~shop?after=run-1024&status=aborted"))
				.contains("/logs/acme~shop/run-1000")
				.noneMatch((link) -> link.contains("after="));
			assertThat(pages.get("/workers/acme~shop?after=run-1").statusCode()).isEqualTo(404);
			assertThat(pages.get("/workers/acme~shop?after=%3C").statusCode()).isEqualTo(400);
		}
	}

	@Test
	void saysWhatIsMissing() {
		this.world.platform().worker("acme~shop");
		RecentRuns.call("run", "acme~shop");
		try (ServedPages pages = ServedPages.start()) {
			assertThat(pages.text("/workers/acme~shop")).contains("Nothing is archived.", "without an alarm",
					"the platform showed no run");
		}
	}

}
