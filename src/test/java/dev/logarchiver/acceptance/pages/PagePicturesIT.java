package dev.logarchiver.acceptance.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

import dev.logarchiver.simulation.RealisticLog;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.ServedPages;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes the pictures for the documentation, and leaves them in {@code target/pages}. Only
 * where they are stale, as {@link PagePicturesTests} finds.
 */
@EnabledIfSystemProperty(named = "pictures", matches = ".*", disabledReason = "-Dpictures takes them")
@TestInstance(Lifecycle.PER_CLASS)
class PagePicturesIT {

	private static final int DAYS = 28;

	private static final Path PICTURES = Path.of("target", "pages");

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);

	private Browser browser;

	private World world;

	private ServedPages pages;

	@BeforeAll
	void serve() throws IOException {
		this.browser = Browser.shared();
		this.world = new World();
		List<String> workers = List.of("acme/shop-scraper", "acme/prices-de", "acme/maps", "acme/news", "acme/jobs");
		for (int worker = 0; worker < workers.size(); worker++) {
			for (int day = DAYS; day >= 0; day -= 1 + worker % 2) {
				boolean fails = (worker == 0 && day == 0) || (worker == 2 && day < 3);
				run(workers.get(worker), day, fails ? "failed" : "succeeded",
						20_000L + 9_000L * ((day * 7 + worker * 3) % 11));
			}
		}
		String list = this.world.file("workers.txt", String.join("\n", workers)).toString();
		Program.call("backfill", "--job", "past", "--since", "40d", "--workers", list);
		Stream.of(3, 2, 1)
			.forEach((hours) -> Program.call("run", "--job", "hourly", "--workers", list, "--scheduled-at",
					this.now.minus(Duration.ofHours(hours)).toString()));
		this.pages = ServedPages.start();
		Files.createDirectories(PICTURES);
	}

	private void run(String worker, int day, String status, long size) {
		Instant time = this.now.minus(Duration.ofDays(day)).minusSeconds(7000);
		this.world.platform()
			.worker(worker)
			.run(time)
			.finished(status, time.plusSeconds(600))
			.log(RealisticLog.of(size + day, size));
	}

	@AfterAll
	void end() {
		if (this.pages != null) {
			this.pages.close();
			this.world.close();
		}
	}

	private void take(String name, String scheme, String path) throws IOException {
		byte[] picture = this.browser.look(scheme, 1100, 620).open(this.pages.uri(path)).picture();
		Files.write(PICTURES.resolve(name), PagePicture.withSource(picture));
		assertThat(PagePicture.sourceOf(PICTURES.resolve(name))).hasValue(PagePicture.source());
		assertThat(this.browser.problems()).isEmpty();
	}

	@Test
	void takesThePictures() throws IOException {
		SimulatedRun run = this.world.platform().worker("acme/shop-scraper").runs().getLast();
		String log = "/logs/acme~shop-scraper/" + run.slug();
		take("overview.png", "light", "/");
		take("log.png", "light", log);
		take("log-dark.png", "dark", log);
	}

}
