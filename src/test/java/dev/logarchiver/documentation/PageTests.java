package dev.logarchiver.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.logarchiver.acceptance.faults.Crashes;
import dev.logarchiver.acceptance.faults.DiskFullIT;
import dev.logarchiver.acceptance.faults.JobFaults;
import dev.logarchiver.acceptance.faults.WorkerFaults;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ServedPages;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the pages tell people to type works, in the order in which it stands there, and
 * their links lead somewhere.
 */
class PageTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final Pattern COMMAND = Pattern.compile("(?m)^ {4}log-archiver (.*?)( {2,}#.*)?$");

	private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)?(#[^)\\s]+)?\\)");

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private static String text(Path page) {
		try {
			return Files.readString(page);
		}
		catch (IOException ex) {
			throw new AssertionError(page.toString(), ex);
		}
	}

	private static List<Path> pages() throws IOException {
		try (Stream<Path> docs = Files.list(Path.of("docs"))) {
			return Stream
				.concat(Stream.of(Path.of("README.md")), docs.filter((page) -> page.toString().endsWith(".md")))
				.sorted()
				.toList();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "docs/jobs.md", "docs/operations.md", "docs/reading.md" })
	void everyCommandWorks(String page) {
		for (String worker : List.of("acme~shop", "acme~shop-scraper", "acme~news")) {
			this.world.platform().worker(worker).run(JUNE).log("ERROR one\n").status("failed");
			this.world.platform().worker(worker).run(JUNE.plusSeconds(60));
		}
		String run = this.world.platform().worker("acme~shop").runs().getLast().slug();
		String list = this.world.file("workers.txt", "acme/shop-scraper\nacme~news\nacme/shop\n").toString();
		Program.call("run", "--workers", list);
		Program.call("backfill", "--workers", list, "--since", "2026-06-01");
		Matcher commands = COMMAND.matcher(text(Path.of(page)));
		List<String> called = new ArrayList<>();
		while (commands.find()) {
			if (commands.group(1).equals("restart")) {
				interrupt(list);
			}
			String command = commands.group(1)
				.strip()
				.replace("workers.txt", list)
				.replace("s3://my-bucket/coreclaw", System.getProperty("archiver.store.uri"))
				.replace("01KV5JE8G0R5ZXDM2MVB3V1QXD", run);
			called.add(command);
			String[] arguments = command.replace("'", "").split(" +");
			if (arguments[0].equals("serve")) {
				assertServes(command, Arrays.copyOfRange(arguments, 1, arguments.length));
			}
			else {
				Result result = Program.call(arguments);
				assertThat(result.code()).as(command + ": " + result).isZero();
			}
		}
		assertThat(called).hasSizeGreaterThan(3);
	}

	private static void assertServes(String command, String... options) {
		try (ServedPages pages = ServedPages.start(options)) {
			assertThat(pages.get("/").statusCode()).as(command).isEqualTo(200);
		}
	}

	/**
	 * So that there is an execution to be taken up.
	 */
	private void interrupt(String list) {
		this.world.set("CORECLAW_API_KEY", "another-key");
		Program.call("run", "--workers", list);
		this.world.set("CORECLAW_API_KEY", this.world.platform().apiKey());
	}

	@Test
	void thePromiseCountsWhatIsTested() {
		long disks = Stream.of(DiskFullIT.class.getDeclaredMethods())
			.filter((method) -> method.isAnnotationPresent(Test.class))
			.count();
		Map.of("WorkerFaultsIT", WorkerFaults.all().size(), "FaultsIT", JobFaults.all().size(), "DiskFullIT",
				(int) disks, "CrashIT", Crashes.all().size())
			.forEach((test, count) -> assertThat(text(Path.of("README.md")))
				.containsPattern("\\(`" + test + "`\\) \\| " + count + " \\|"));
	}

	@Test
	void everyLinkLeadsSomewhere() throws IOException {
		for (Path page : pages()) {
			Matcher links = LINK.matcher(text(page));
			while (links.find()) {
				Path target = (links.group(1) != null) ? page.resolveSibling(links.group(1)).normalize() : page;
				if (links.group(1) != null && links.group(1).startsWith("https:")) {
					continue;
				}
				assertThat(target).as(page + " links to it").exists();
				if (links.group(2) != null) {
					assertThat(headings(target)).as(page + " links to " + target).contains(links.group(2).substring(1));
				}
			}
		}
	}

	/**
	 * The anchors that a reader of Markdown makes of headings.
	 */
	private static List<String> headings(Path page) {
		return text(page).lines()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("^#+ ", "")
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-'))
			.toList();
	}

}
