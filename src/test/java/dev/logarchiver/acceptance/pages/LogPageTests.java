package dev.logarchiver.acceptance.pages;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.RealisticLog;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ServedPages;
import dev.logarchiver.world.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of a log, without a script: what it shows, where it opens, and that its bytes
 * are those of the log.
 */
@TestInstance(Lifecycle.PER_CLASS)
class LogPageTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final Pattern LINE = Pattern.compile("<div id=\"L(\\d+)\"");

	private static final Pattern LINK = Pattern.compile("(?:href|action)=\"([^\"#]+)(?:#[^\"]*)?\"");

	private final World world = new World();

	private final FaultyProxy way = this.world.wayToStore();

	private final List<String> workers = new ArrayList<>();

	private final byte[] bytes = bytes();

	private final String oneLine = path(run("one\n"));

	private final String lost = path(run("one\n"));

	private final String empty = path(run(""));

	private final String words = path(run("one\ntwo words\n\033[31mred\033[0m two\n"));

	private final String markup = path(run("<script>alert(1)</script>\n</div><img src=x onerror=alert(2)>&lt;\"'\n"));

	private final String longLine = path(run("first\n" + "x".repeat(200_000) + "end\nlast\n"));

	private final String shortLog = path(run(log(50, 20)));

	private final String twoErrors = path(run(log(5000, 2000, 4000)));

	private final String fourErrors = path(run(log(5000, 3, 2000, 2004, 4999)));

	private final String noErrors = path(run(log(5000)));

	private final String manyLines = path(run(log(30_000, 2000, 4000, 29_999)));

	private final String realistic = path(run(this.bytes));

	private final String broken = path(run(RealisticLog.of(1, 3_000_000).bytes()));

	private final String large = path(run(RealisticLog.of(1, 20_000_000).bytes()));

	private final String manyParts = path(run("needle\n" + "x\n".repeat(6_000_000)));

	private final SimulatedRun going = run("one\n").running();

	private final SimulatedRun revised = run("before\n");

	private ServedPages pages;

	@BeforeAll
	void serve() {
		archive(this.workers);
		this.revised.log("after\n");
		archive(List.of(this.revised.workerId()), "--force");
		this.pages = ServedPages.start();
	}

	@AfterAll
	void end() {
		this.pages.close();
		this.world.close();
	}

	private static byte[] bytes() {
		byte[] log = RealisticLog.of(1, 3_000_000).bytes();
		log[10] = 0;
		log[11] = (byte) 0xff;
		return log;
	}

	/** A run with a log, of a Worker of its own. */
	private SimulatedRun run(byte[] log) {
		this.workers.add("acme/shop-" + this.workers.size());
		return this.world.platform().worker(this.workers.getLast()).run(JUNE).log(log);
	}

	private SimulatedRun run(String log) {
		return run(log.getBytes(StandardCharsets.UTF_8));
	}

	private static void archive(List<String> workers, String... options) {
		List<String> arguments = new ArrayList<>(List.of("run"));
		workers.forEach((worker) -> arguments.addAll(List.of("--worker", worker)));
		arguments.addAll(List.of(options));
		Result result = Program.call(arguments.toArray(String[]::new));
		assertThat(result.code()).as(result.toString()).isZero();
	}

	private static String path(SimulatedRun run) {
		return "/logs/" + run.workerId().replace('/', '~') + "/" + run.slug();
	}

	/** The key of a log in the store. */
	private String key(String log) {
		String run = log.substring(log.lastIndexOf('/'));
		return this.world.keys().stream().filter((key) -> key.contains(run)).findFirst().orElseThrow();
	}

	private static List<Integer> lines(HttpResponse<String> page) {
		assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
		return LINE.matcher(page.body()).results().map((line) -> Integer.valueOf(line.group(1))).toList();
	}

	private static List<Integer> numbers(int first, int last) {
		return IntStream.rangeClosed(first, last).boxed().toList();
	}

	/** Numbered lines, some of them errors. */
	private static String log(int lines, Integer... errors) {
		return IntStream.rangeClosed(1, lines)
			.mapToObj((number) -> (List.of(errors).contains(number) ? "ERROR in step " : "done with step ") + number
					+ "\n")
			.collect(Collectors.joining());
	}

	@Test
	void opensAtTheFirstError() {
		HttpResponse<String> page = this.pages.get(this.twoErrors);
		assertThat(lines(page)).isEqualTo(numbers(1990, 2989));
		assertThat(page.body()).contains("<div id=\"L2000\" class=\"l error at\">", "ERROR in step 2000</div>",
				"5,000 lines", "2 errors");
	}

	@Test
	void opensAtTheBeginningWithoutErrors() {
		assertThat(lines(this.pages.get(this.noErrors))).isEqualTo(numbers(1, 1000));
		assertThat(lines(this.pages.get(this.noErrors + "?line=4321"))).isEqualTo(numbers(4311, 5000));
		assertThat(lines(this.pages.get(this.noErrors + "?from=4321"))).isEqualTo(numbers(4321, 5000));
	}

	@Test
	void stepsFromErrorToError() {
		String path = this.manyLines;
		assertThat(lines(this.pages.get(path + "?line=2000&to=next-error"))).contains(3990).doesNotContain(3989);
		assertThat(lines(this.pages.get(path + "?line=4000&to=next-error"))).isEqualTo(numbers(29_989, 30_000));
		assertThat(lines(this.pages.get(path + "?line=4000&to=previous-error"))).contains(1990).doesNotContain(1989);
		assertThat(this.pages.get(path + "?line=29999&to=next-error").body())
			.contains("There is no error line after line 29,999.");
		assertThat(this.pages.get(path + "/find?to=next-error&line=2001").body()).isEqualTo("{\"line\":4000}\n");
		assertThat(this.pages.get(path + "/find?to=previous-error&line=2000").body()).isEqualTo("{\"line\":0}\n");
		assertThat(this.pages.get(path + "/find?to=last-error").body()).isEqualTo("{\"line\":29999}\n");
	}

	@Test
	void textIsNeverMarkup() {
		for (String path : List.of("", "?q=%3Cscript%3E&regex=1", "?q=%22%3E%3Cscript%3E", "?q=img&filter=1",
				"/lines?from=1&to=2")) {
			assertThat(this.pages.get(this.markup + path).body()).doesNotContain("<script>", "<img", "\"><script");
		}
		assertThat(this.pages.get(this.markup).body()).contains("&lt;script&gt;alert(1)&lt;/script&gt;</div>",
				"&lt;/div&gt;&lt;img src=x onerror=alert(2)&gt;&amp;lt;\"'</div>");
	}

	@Test
	void aPlainLineIsOneTextUnlessItIsSearchedFor() {
		assertThat(this.pages.get(this.words).body()).contains(">2</a>two words</div>",
				"<span class=\"f1\">red</span> two</div>");
		String found = this.pages.get(this.words + "?q=TWO").body();
		assertThat(found).contains(">2</a><mark>two</mark> words</div>", "2 lines match",
				"<span class=\"f1\">red</span> <mark>two</mark></div>", ">1</a>one</div>");
		assertThat(this.pages.get(this.words + "?q=TWO&case=1").body()).contains("0 lines match");
		assertThat(this.pages.get(this.words + "?q=t.o&regex=1").body()).contains("2 lines match");
		assertThat(this.pages.get(this.words + "?q=t.o").body()).contains("0 lines match");
	}

	@Test
	void searchesAllOfTheLog() {
		String path = this.manyLines;
		assertThat(lines(this.pages.get(path + "?q=step+29999"))).isEqualTo(numbers(29_989, 30_000));
		assertThat(lines(this.pages.get(path + "?q=step+1000&line=1000&to=next"))).contains(9990).doesNotContain(9989);
		assertThat(lines(this.pages.get(path + "?q=step+1000&line=10000&to=previous"))).contains(990)
			.doesNotContain(989);
		assertThat(this.pages.get(path + "/find?q=step+1000&line=10001&to=next").body().lines())
			.startsWith("{\"line\":10002}")
			.last()
			.satisfies((last) -> assertThat(last.toString()).contains("\"count\":11", "\"rank\":4"));
		assertThat(lines(this.pages.get(path + "?q=step+1000&filter=1")))
			.isEqualTo(IntStream.concat(IntStream.of(1000), IntStream.rangeClosed(10_000, 10_009)).boxed().toList());
	}

	@Test
	void pagesOfMatchesLeaveNothingOut() {
		String path = this.manyLines + "?q=0&filter=1&";
		List<Integer> all = IntStream.rangeClosed(1, 30_000)
			.filter((number) -> String.valueOf(number).contains("0"))
			.boxed()
			.toList();
		List<Integer> shown = new ArrayList<>();
		for (int from = 1; from <= 30_000;) {
			List<Integer> page = lines(this.pages.get(path + "from=" + from));
			assertThat(page).hasSizeLessThanOrEqualTo(500);
			shown.addAll(page);
			from = page.isEmpty() ? Integer.MAX_VALUE : page.getLast() + 1;
		}
		assertThat(shown).isEqualTo(all);
		List<Integer> last = lines(this.pages.get(path + "before=30001"));
		assertThat(last).isEqualTo(all.subList(all.size() - 500, all.size()));
		assertThat(this.pages.get(path + "before=30001").body()).doesNotContain("Next page").contains("Previous page");
	}

	@Test
	void foldsToErrorsAndTheLinesAround() {
		HttpResponse<String> page = this.pages.get(this.fourErrors + "?fold");
		assertThat(
				lines(page))
			.isEqualTo(IntStream
				.concat(IntStream.rangeClosed(1, 8),
						IntStream.concat(IntStream.rangeClosed(1995, 2009), IntStream.rangeClosed(4994, 5000)))
				.boxed()
				.toList());
		assertThat(page.body()).contains("1,986 lines left out", "2,984 lines left out", "class=\"l error\"");
	}

	@Test
	void everyLinkShowsAPage() {
		for (String query : List.of("", "?q=step", "?q=step&filter=1&from=700", "?fold=1", "?line=2500&q=nowhere",
				"?from=1001")) {
			String body = this.pages.get(this.fourErrors + query).body();
			LINK.matcher(body)
				.results()
				.map((MatchResult link) -> link.group(1).replace("&amp;", "&"))
				.map((link) -> link.startsWith("?") ? this.fourErrors + link : link)
				.filter((link) -> link.startsWith(this.fourErrors))
				.distinct()
				.filter((link) -> !link.contains("line=") || link.contains("to="))
				.forEach((link) -> assertThat(this.pages.get(link).statusCode()).as(link).isEqualTo(200));
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "?line=0", "?line=-3", "?line=x", "?from=1e3", "?to=nowhere", "?line=99999999999999999999" })
	void whatCantBeUsedIsSaid(String query) {
		HttpResponse<String> page = this.pages.get(this.oneLine + query);
		assertThat(page.statusCode()).isEqualTo(400);
		assertThat(page.body()).contains("give ");
	}

	@Test
	void whatIsNoExpressionIsSaid() {
		HttpResponse<String> page = this.pages.get(this.oneLine + "?q=%28&regex=1");
		assertThat(page.statusCode()).isEqualTo(400);
		assertThat(page.body()).contains("correct the regular expression");
		HttpResponse<String> answer = this.pages.get(this.oneLine + "/find?q=%28&regex=1");
		assertThat(answer.body()).startsWith("{\"problem\":\"'(' can't be searched for");
	}

	@Test
	void whatIsNotThereIsSaid() {
		for (String path : List.of(this.lost.replace("shop", "other"), "/logs/acme~shop-1/NONE", this.lost + "/r2",
				this.lost + "/r2/raw", this.lost + "/r2/lines?from=1&to=2")) {
			assertThat(this.pages.get(path).statusCode()).as(path).isEqualTo(404);
		}
		assertThat(this.pages.get(this.lost + "?line=12").body()).contains("This log ends with line 1.");
		this.world.delete(key(this.lost));
		for (String path : List.of("?line=1", "/raw", "/lines?from=1&to=1")) {
			HttpResponse<String> page = this.pages.get(this.lost + path);
			assertThat(page.statusCode()).as(path).isEqualTo(502);
			assertThat(page.body()).contains("worker=acme~shop-", "verify");
			assertThat(page.headers().firstValue("Content-Disposition")).isEmpty();
		}
	}

	@Test
	void anEmptyLogSaysSo() {
		assertThat(this.pages.get(this.empty).body()).contains("The log is empty.");
		assertThat(lines(this.pages.get(this.empty + "?q=x"))).isEmpty();
		assertThat(lines(this.pages.get(this.empty + "?line=3"))).isEmpty();
		assertThat(lines(this.pages.get(this.empty + "?fold"))).isEmpty();
	}

	@Test
	void theDownloadIsTheLogByteForByte() throws Exception {
		try (HttpClient client = HttpClient.newHttpClient()) {
			URI raw = this.pages.uri(this.realistic + "/raw");
			HttpResponse<byte[]> file = client.send(HttpRequest.newBuilder(raw).build(), BodyHandlers.ofByteArray());
			assertThat(file.body()).isEqualTo(this.bytes);
			assertThat(file.headers().map()).containsEntry("Content-Type", List.of("text/plain;charset=utf-8"))
				.containsEntry("Content-Disposition",
						List.of("attachment; filename=\"" + this.realistic.replace("/logs/", "").replace('/', '-')
								+ ".log\""))
				.containsEntry("X-Content-Type-Options", List.of("nosniff"));
			HttpResponse<byte[]> head = client.send(HttpRequest.newBuilder(raw).HEAD().build(),
					BodyHandlers.ofByteArray());
			assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(3_000_000);
			String lines = this.pages.get(this.realistic + "/raw?from=2&to=3").body();
			assertThat(lines.lines().toList())
				.isEqualTo(new String(this.bytes, StandardCharsets.UTF_8).lines().skip(1).limit(2).toList());
		}
	}

	@Test
	void aDownloadThatBreaksOffIsNoFile() throws Exception {
		String key = key(this.broken);
		byte[] object = this.world.bytes(key);
		object[object.length / 2] ^= 0x55;
		this.world.putBytes(key, object);
		try (HttpClient client = HttpClient.newHttpClient()) {
			HttpRequest request = HttpRequest.newBuilder(this.pages.uri(this.broken + "/raw")).build();
			org.assertj.core.api.Assertions.assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> client.send(request, BodyHandlers.ofByteArray()));
		}
	}

	@Test
	void aPartialLogSaysSoAndItsLinkLeadsToTheFinalOne() {
		String address = path(this.going);
		assertThat(this.pages.get(address).body()).contains("This log is partial", ">1</a>one</div>");
		this.going.append("two\n").finished("succeeded", JUNE.plusSeconds(60));
		archive(List.of(this.going.workerId()));
		assertThat(lines(this.pages.get(address + "?line=2"))).isEqualTo(numbers(1, 2));
		assertThat(this.pages.get(address).body()).doesNotContain("partial").contains(">2</a>two</div>");
	}

	@Test
	void eachRevisionHasItsOwnAddress() {
		String address = path(this.revised);
		assertThat(this.pages.get(address).body()).contains(">before</div>", address + "/r2\">revision 2</a>");
		assertThat(this.pages.get(address + "/r2").body()).contains(">after</div>", "This is revision 2");
		assertThat(this.pages.get(address + "/r2/raw").body()).isEqualTo("after\n");
		assertThat(this.pages.get(address + "/r2/find?q=after&to=next").body()).contains("\"line\":1");
	}

	@Test
	void aLongLineIsShownInParts() {
		HttpResponse<String> page = this.pages.get(this.longLine + "?line=2");
		assertThat(page.body()).hasSizeLessThan(50_000)
			.contains("<a class=\"more\" href=\"?line=2&amp;byte=4096\">195,907 more bytes</a>");
		assertThat(this.pages.get(this.longLine + "?line=2&byte=4096").body()).contains("bytes 4,096 to 69,632",
				"byte=69632\">Next part");
		assertThat(this.pages.get(this.longLine + "?line=2&byte=135168").body()).contains("xend</div>")
			.doesNotContain("Next part");
	}

	@Test
	void withoutErrorsToLookForNoneAreOffered() {
		this.world.set("archiver.errors.pattern", "");
		try (ServedPages pages = ServedPages.start()) {
			assertThat(pages.get(this.shortLog + "?line=1").body()).doesNotContain("Next error", "class=\"l error");
			assertThat(pages.get(this.shortLog + "/find?to=next-error&line=1").body()).isEqualTo("{\"line\":0}\n");
			assertThat(lines(pages.get(this.shortLog + "?fold"))).isNotEmpty();
		}
		finally {
			this.world.unset("archiver.errors.pattern");
		}
	}

	@Test
	void aSearchEndsAtItsTimeLimit() {
		this.world.set("archiver.web.search-timeout", "1ns");
		try (ServedPages pages = ServedPages.start()) {
			assertThat(lines(pages.get(this.shortLog + "/lines?from=1&to=50"))).hasSize(50);
			HttpResponse<String> page = pages.get(this.shortLog + "?q=step");
			assertThat(page.statusCode()).isEqualTo(503);
			assertThat(page.body()).contains("it took more than", "archiver.web.search-timeout");
			assertThat(pages.get(this.shortLog + "/find?q=step").body()).startsWith("{\"problem\":\"it took more than");
		}
		finally {
			this.world.unset("archiver.web.search-timeout");
		}
	}

	@Test
	void aSearchTakesThePlaceOfTheOneBefore() throws InterruptedException {
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch replaced = new CountDownLatch(1);
		assertThat(this.pages.get(this.shortLog).statusCode()).isEqualTo(200);
		this.way.actBeforeAnswer(() -> {
			asked.countDown();
			await(replaced);
		}, (request) -> request.method().equals("GET"), 1);
		CompletableFuture<String> first = CompletableFuture
			.supplyAsync(() -> this.pages.get(this.shortLog + "/find?q=step").body());
		asked.await();
		assertThat(this.pages.get(this.shortLog + "/find?q=step+7").body()).contains("\"line\":7", "\"count\":1");
		replaced.countDown();
		assertThat(first.join()).contains("another search took its place");
	}

	@ParameterizedTest
	@ValueSource(strings = { "needle", "nowhere" })
	void aSearchEndsWhenNobodyWaitsForIt(String text) throws Exception {
		CountDownLatch left = new CountDownLatch(1);
		CountDownLatch asked = new CountDownLatch(2);
		AtomicInteger reads = new AtomicInteger();
		this.way.hold((request) -> {
			if (request.target().contains(this.manyParts.substring(this.manyParts.lastIndexOf('/')))) {
				reads.incrementAndGet();
				asked.countDown();
				if (asked.getCount() == 0) {
					await(left);
				}
			}
			return false;
		}, 0);
		try (Socket viewer = new Socket(InetAddress.getLoopbackAddress(), this.pages.port())) {
			viewer.getOutputStream()
				.write("GET %s/find?q=%s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".formatted(this.manyParts, text)
					.getBytes(StandardCharsets.UTF_8));
			asked.await();
		}
		left.countDown();
		Awaitility.await()
			.until(() -> Thread.getAllStackTraces()
				.values()
				.stream()
				.flatMap(Stream::of)
				.noneMatch((frame) -> frame.getClassName().endsWith(".FindController")));
		assertThat(reads).hasValueLessThan(6);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void aWindowReadsLittleOfALargeLog() {
		long before = this.way.passed();
		assertThat(lines(this.pages.get(this.large + "?line=100000"))).isNotEmpty();
		assertThat(this.way.passed() - before).isPositive().isLessThan(2 << 20);
	}

}
