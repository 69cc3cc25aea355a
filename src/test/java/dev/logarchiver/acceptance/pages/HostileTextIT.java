package dev.logarchiver.acceptance.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.SimulatedWorker;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ServedPages;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Texts of people who mean harm, wherever a page shows them: nothing runs, no page breaks
 * and everything is to be read.
 */
@TestInstance(Lifecycle.PER_CLASS)
class HostileTextIT {

	private static final String REASON = "<script>window.hacked=20</script>\u001b[31m \u202E \" onclick=\"window.hacked=21";

	private static final String LONGEST = "A-._~z" + "-.".repeat(60);

	private static final String JOB = "a..b-_.js." + "-".repeat(80);

	private final World world = new World();

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private final Map<String, String> logs = new HashMap<>();

	private Browser browser;

	private ServedPages pages;

	@BeforeAll
	void serve() {
		this.browser = Browser.shared();
		List<String> arguments = new ArrayList<>(List.of("--job", JOB));
		for (HostileText text : HostileText.all()) {
			SimulatedWorker worker = this.world.platform().worker(text.worker().replace('~', '/'));
			worker.run(this.now.minus(Duration.ofHours(5))).log("fine\n");
			this.logs.put(text.name(),
					worker.run(this.now.minus(Duration.ofHours(2)))
						.finished("failed", this.now.minus(Duration.ofHours(1)))
						.log(text.bytes())
						.slug());
			arguments.addAll(List.of("--worker", text.worker()));
		}
		String longest = LONGEST.replace('~', '/');
		this.world.platform().worker(longest).run(this.now.minusSeconds(60)).log(HostileText.MARKUP + "\n");
		this.world.platform().worker("evil/reason").fail(Fault.error(400, 11000, REASON, REASON));
		arguments.addAll(List.of("--worker", longest, "--worker", "evil/reason"));
		call("backfill", arguments, "--since", "9d");
		call("run", arguments);
		this.pages = ServedPages.start();
	}

	private static void call(String command, List<String> arguments, String... more) {
		List<String> all = new ArrayList<>(List.of(command));
		all.addAll(arguments);
		all.addAll(List.of(more));
		Result result = Program.call(all.toArray(String[]::new));
		assertThat(result.code()).as(result.toString()).isIn(0, 3);
	}

	@AfterAll
	void end() {
		if (this.pages != null) {
			this.pages.close();
		}
		this.world.close();
	}

	static List<HostileText> texts() {
		return HostileText.all();
	}

	private void open(String path) {
		this.browser.open(this.pages.uri(path));
		assertHarmless();
	}

	private void assertHarmless() {
		assertThat(this.browser.oddities()).isEmpty();
		assertThat(this.browser.problems()).isEmpty();
		assertThat(this.browser.title()).endsWith("log-archiver");
	}

	private String log(HostileText text) {
		return "/logs/" + text.worker() + "/" + this.logs.get(text.name());
	}

	/** The text of a line, without its number. */
	private String line(int number) {
		return String.valueOf(this.browser.run("""
				const line = document.getElementById('L' + arguments[0]).cloneNode(true);
				line.querySelector('.n').remove();
				return line.textContent.replace(/\\n$/, '');""", number));
	}

	@ParameterizedTest
	@MethodSource("texts")
	void aLogIsShownAsItIs(HostileText text) {
		open(log(text));
		this.browser.await("the line is there", () -> this.browser.count("#L" + text.line()) == 1);
		if (text.isLong()) {
			assertThat(line(1)).startsWith(HostileText.MARKUP).contains("<<<<");
			assertThat(this.browser.count("#L1 .more")).isOne();
		}
		else {
			assertThat(line(text.line())).isEqualTo(text.shown());
		}
		assertThat(this.browser.count("*")).isLessThan(3000);
		assertHarmless();
	}

	@ParameterizedTest
	@MethodSource("texts")
	void aLogIsShownAsItIsWithoutJavaScript(HostileText text) {
		this.browser.scripts(false);
		try {
			this.browser.open(this.pages.uri(log(text) + "?line=" + text.line()));
			assertThat(this.browser.oddities()).isEmpty();
			if (!text.isLong()) {
				assertThat(line(text.line())).isEqualTo(text.shown());
			}
		}
		finally {
			this.browser.scripts(true);
		}
	}

	@ParameterizedTest
	@MethodSource("texts")
	void whatIsFoundInItIsMarkedAndHarmless(HostileText text) {
		open(log(text) + "?q=Error&line=" + text.line());
		this.browser.await("it is marked", () -> this.browser.count("#L" + text.line() + " mark") >= 1);
		if (!text.isLong()) {
			assertThat(line(text.line())).isEqualTo(text.shown());
		}
		open(log(text) + "?q=" + URLEncoder.encode(HostileText.MARKUP, StandardCharsets.UTF_8) + "&filter=1");
		open(log(text) + "?fold=1");
	}

	@ParameterizedTest
	@MethodSource("texts")
	void theDifferenceAndTheWorkerShowIt(HostileText text) {
		open("/diff/" + text.worker());
		assertThat(this.browser.text("main")).contains("Error: ");
		open("/workers/" + text.worker());
		assertThat(this.browser.text("main")).contains(text.name());
	}

	@Test
	void theRestOfALongLineIsReadInParts() {
		open("/logs/evil~long/" + this.logs.get("long"));
		this.browser.await("the line is there", () -> this.browser.count("#L1 .more") == 1);
		this.browser.run("document.querySelector('#L1 .more').click()");
		this.browser.await("the part is there", () -> this.browser.count("#L1") == 0 && this.browser.count("h1") == 1);
		assertThat(this.browser.text("main")).contains("<<<<<<<<");
		assertHarmless();
	}

	@Test
	void searchShowsEverything() {
		open("/search?q=Error%3A&worker=evil/*&limit=1000");
		assertThat(this.browser.text("main")).contains(HostileText.MARKUP, "&lt;script&gt;", "${7*7}", "evil~osc8");
		open("/search?q=" + URLEncoder.encode("<script>window.hacked=1</script>", StandardCharsets.UTF_8));
		assertThat(this.browser.text("main")).contains(HostileText.MARKUP);
		assertThat(this.browser.run("return document.querySelector('main input[name=q]').value"))
			.isEqualTo("<script>window.hacked=1</script>");
	}

	@Test
	void overviewReportAndListsShowEverything() {
		for (String page : new String[] { "/", "/report", "/workers", "/executions" }) {
			open(page);
		}
		open("/report");
		assertThat(this.browser.text("main")).contains(HostileText.MARKUP, "${7*7}");
		open("/workers/" + LONGEST);
		assertThat(this.browser.text("h1")).contains(LONGEST);
		open("/workers/evil~reason");
		assertThat(this.browser.text("main"))
			.contains("<script>window.hacked=20</script>\\u001b[31m \\u202e \" onclick=");
		open("/executions?job=" + JOB);
		String execution = String.valueOf(
				this.browser.run("return document.querySelector('main table a[href^=\"/executions/\"]').pathname"));
		open(execution);
		assertThat(this.browser.text("main")).contains(JOB, "<script>window.hacked=20</script>");
	}

	@Test
	void pagesFitANarrowWindowWhateverTheirTextIs() {
		this.browser.look("dark", 360);
		for (String page : new String[] { "/", "/report", "/workers", "/executions", "/workers/" + LONGEST,
				"/workers/evil~reason", "/search?q=Error", "/diff/evil~long", "/diff/evil~combining" }) {
			open(page);
			assertThat(this.browser.run("return document.documentElement.scrollWidth <= innerWidth")).as(page)
				.isEqualTo(true);
		}
	}

}
