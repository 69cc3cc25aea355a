package dev.logarchiver.acceptance.pages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.Request;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ServedPages;
import dev.logarchiver.world.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page finds that searches all logs, compared with what the command finds, and
 * how it ends.
 */
class SearchPageTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final String HOSTILE = "needle <script>alert(1)</script>\u202e\u001b[31m needle\"'&";

	private final World world = world();

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private SimulatedRun archived(String worker, int hour, String log) {
		SimulatedRun run = this.world.platform()
			.worker(worker)
			.run(JUNE.plusSeconds(3600L * hour))
			.finished("succeeded", null)
			.log(log);
		Result result = Program.call("run", "--worker", worker);
		assertThat(result.code()).as(result.toString()).isZero();
		return run;
	}

	@Test
	void findsWhatTheCommandFinds() {
		SimulatedRun old = archived("acme/shop", 0, "start\n" + HOSTILE + "\nend\nneedle again\n");
		SimulatedRun newest = archived("other", 1, "a needle\n");
		JsonNode found = Program.call("search", "needle", "--json").json();
		assertThat(found).hasSize(3);
		try (ServedPages pages = ServedPages.start()) {
			String text = pages.text("/search?q=needle");
			assertThat(text).containsSubsequence("other", newest.slug(), "1 a needle", "acme~shop", old.slug(),
					"2 needle <script>alert(1)</script>\\u202e\\u001b[31m needle \"'&", "4 needle again",
					"3 lines in 2 logs; 2 logs searched, newest run first.");
			assertThat(pages.links("/search?q=needle")).contains("/logs/other/" + newest.slug() + "?line=1#L1",
					"/logs/acme~shop/" + old.slug() + "?line=4#L4", "/workers/other");
			assertThat(pages.get("/search?q=needle").body()).doesNotContain("<script>alert", "\u202e", "\u001b")
				.contains("<mark>needle</mark> &lt;script&gt;");
			assertThat(pages.text("/search?q=nowhere")).contains("No line matches: 0 lines in 0 logs; 2 logs searched");
			assertThat(pages.get("/search?q=%3Cscript%3Ealert&i=on").body()).doesNotContain("<script>alert")
				.contains("value=\"&lt;script>alert\"");
			assertThat(pages.text("/search")).doesNotContain("searched,", "Searching");
		}
	}

	@Test
	void looksOnlyWhereAndForWhatItIsAskedTo() {
		archived("acme/shop", 0, "fine 1\nFINE 2\n");
		archived("acme/news", 1, "fine 1\nTypeError: x\n");
		archived("other", 2, "fine 1\n");
		Map<String, Integer> hits = Map.ofEntries(Map.entry("q=fin.", 0), Map.entry("q=fin.&regex=on", 3),
				Map.entry("q=FINE", 1), Map.entry("q=FINE&i=on", 4), Map.entry("q=fin.&regex=on&i=on&limit=2", 2),
				Map.entry("q=fine&worker=acme/*", 2), Map.entry("q=fine&worker=other", 1),
				Map.entry("q=fine&worker=acme/shop+other", 2), Map.entry("q=fine&since=2026-06-15T13:00:00Z", 2),
				Map.entry("q=fine&until=2026-06-15T13:00:00Z", 1), Map.entry("q=fine&status=failed", 0),
				Map.entry("q=fine&status=succeeded", 3), Map.entry("q=fine&errors=on", 1),
				Map.entry("q=fine&worker=&since=&until=&status=&limit=", 3));
		try (ServedPages pages = ServedPages.start()) {
			hits.forEach(
					(parameters, number) -> assertThat(pages.get("/search?" + parameters).body().split("<mark>", -1))
						.as(parameters)
						.hasSize(number + 1));
		}
	}

	@Test
	void offersMoreWhereItEndsEarly() {
		archived("acme/shop", 0, "needle\n".repeat(300));
		try (ServedPages pages = ServedPages.start()) {
			assertThat(pages.text("/search?q=needle")).contains("Ended after the first 200: 200 lines in 1 log");
			assertThat(pages.links("/search?q=needle")).contains("/search?q=needle&limit=2000");
			assertThat(pages.text("/search?q=needle&limit=2000")).contains("300 lines in 1 log; 1 log searched");
		}
	}

	@Test
	void saysWhatCanNotBeSearchedFor() {
		archived("acme/shop", 0, "needle\n");
		try (ServedPages pages = ServedPages.start()) {
			assertBad(pages, "/search?q=(&regex=on", "q: '(': ");
			assertBad(pages, "/search?q=(&regex=on", "correct the regular expression");
			assertBad(pages, "/search?q=x&limit=0", "limit: '0': give a number from 1 to 10000");
			assertBad(pages, "/search?q=x&limit=10001", "limit: '10001': give a number from 1 to 10000");
			assertBad(pages, "/search?q=x&status=tired", "status: 'tired' is unknown");
			assertBad(pages, "/search?q=x&worker=%3Cb%3E", "worker: '<b>' is not a Worker ID");
			assertBad(pages, "/search?q=x&since=soon", "since: 'soon' is not a time");
			assertThat(pages.text("/search/stop")).contains("No search of yours is under way");
		}
	}

	private static void assertBad(ServedPages pages, String path, String words) {
		assertThat(pages.get(path).statusCode()).as(path).isEqualTo(400);
		assertThat(pages.text(path)).contains(words);
	}

	@Test
	void saysWhichLogsCanNotBeRead() {
		SimulatedRun lost = archived("acme/shop", 0, "needle\n");
		archived("other", 1, "needle\n");
		this.world
			.delete(this.world.keys().stream().filter((key) -> key.contains(lost.slug())).findFirst().orElseThrow());
		try (ServedPages pages = ServedPages.start()) {
			assertThat(pages.text("/search?q=needle")).contains("1 line in 1 log; 1 log searched",
					"1 log could not be read to the end: log-archiver verify");
		}
	}

	/** An archive whose older log can't be read until the world is healed. */
	private FaultyProxy archiveThatHolds() {
		archived("acme/held", 0, "needle one\n");
		archived("acme/shop", 1, "needle two\n");
		return this.world.wayToStore();
	}

	private static boolean isHeld(Request request) {
		return request.method().equals("GET") && request.target().contains("acme~held");
	}

	@Test
	void showsWhatIsFoundWhileItSearchesAndCanBeStopped() throws Exception {
		FaultyProxy way = archiveThatHolds();
		way.hold(SearchPageTests::isHeld, 1000);
		try (ServedPages pages = ServedPages.start(); HttpClient client = HttpClient.newHttpClient()) {
			try (BufferedReader page = open(client, pages, "/search?q=needle")) {
				readTo(page, "two");
				assertThat(pages.get("/workers").statusCode()).isEqualTo(200);
				assertThat(pages.get("/search/stop").statusCode()).isEqualTo(204);
				assertThat(readTo(page, "</html>")).contains("Stopped: 1 line in 1 log;");
			}
			assertThat(pages.get("/search/stop").statusCode()).isEqualTo(200);
		}
		finally {
			this.world.heal();
		}
	}

	@Test
	void endsWhenTheUserBeginsAnotherOne() throws Exception {
		FaultyProxy way = archiveThatHolds();
		way.hold(SearchPageTests::isHeld, 1000);
		try (ServedPages pages = ServedPages.start(); HttpClient client = HttpClient.newHttpClient()) {
			try (BufferedReader page = open(client, pages, "/search?q=needle")) {
				readTo(page, "two");
				assertThat(pages.text("/search?q=needle&worker=acme~shop")).contains("1 line in 1 log; 1 log searched");
				assertThat(readTo(page, "</html>")).contains("Ended, because you began another search: 1 line");
			}
		}
		finally {
			this.world.heal();
		}
	}

	@Test
	void endsWhenTheReaderLeaves() throws Exception {
		FaultyProxy way = archiveThatHolds();
		way.hold(SearchPageTests::isHeld, 1000);
		this.world.set("archiver.web.search-timeout", "1h");
		try (ServedPages pages = ServedPages.start(); HttpClient client = HttpClient.newHttpClient()) {
			try (BufferedReader page = open(client, pages, "/search?q=needle")) {
				readTo(page, "two");
			}
			// while it goes on, it can be stopped
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> Thread.getAllStackTraces()
					.values()
					.stream()
					.flatMap(Stream::of)
					.noneMatch((frame) -> frame.getClassName().endsWith(".LiveSearch")));
			assertThat(pages.get("/search/stop").statusCode()).isEqualTo(200);
		}
		finally {
			this.world.heal();
		}
	}

	@Test
	void endsWhenTheTimeIsOver() {
		FaultyProxy way = archiveThatHolds();
		way.hold(SearchPageTests::isHeld, 1000);
		this.world.set("archiver.web.search-timeout", "1s");
		try (ServedPages pages = ServedPages.start()) {
			assertThat(pages.text("/search?q=needle")).contains("needle two",
					"Ended after 1 s, the limit that archiver.web.search-timeout sets: 1 line in 1 log");
		}
		finally {
			this.world.heal();
		}
	}

	private static BufferedReader open(HttpClient client, ServedPages pages, String path)
			throws IOException, InterruptedException {
		InputStream page = client.send(HttpRequest.newBuilder(pages.uri(path)).build(), BodyHandlers.ofInputStream())
			.body();
		return new BufferedReader(new InputStreamReader(page, StandardCharsets.UTF_8));
	}

	/** Reads up to the line that has a text. */
	private static String readTo(BufferedReader page, String text) throws IOException {
		StringBuilder read = new StringBuilder();
		while (!read.toString().contains(text)) {
			String line = page.readLine();
			assertThat(line).as("The page ended: " + read).isNotNull();
			read.append(line).append('\n');
		}
		return read.toString();
	}

}
