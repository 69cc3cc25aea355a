package dev.logarchiver.acceptance.pages;

import java.time.Instant;

import dev.logarchiver.world.Program;
import dev.logarchiver.world.ServedPages;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A search that is stopped while the browser still loads its page.
 */
class StoppedSearchIT {

	/** Clicks the link when the first hit is there. */
	private static final String CLICK = """
			new MutationObserver((changes, observer) => {
				if (document.querySelector('.js .hits mark')) {
					observer.disconnect();
					document.querySelector('.searching a').click();
				}
			}).observe(document, { attributes: true, childList: true, subtree: true });
			""";

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private void archived(String worker, Instant time) {
		this.world.platform().worker(worker).run(time).log("needle\n");
		assertThat(Program.call("run", "--worker", worker).code()).isZero();
	}

	@Test
	void saysHowFarItCame() {
		Browser browser = Browser.shared();
		archived("acme/held", Instant.parse("2026-06-15T12:00:00Z"));
		archived("acme/shop", Instant.parse("2026-06-16T12:00:00Z"));
		this.world.wayToStore()
			.hold((request) -> request.method().equals("GET") && request.target().contains("acme~held"), 1000);
		try (ServedPages pages = ServedPages.start()) {
			browser.open(pages.uri("/search?q=needle"), CLICK);
			assertThat(browser.text(".hits")).contains("needle");
			assertThat(browser.text("#content")).contains("Stopped: 1 line in 1 log");
			assertThat(browser.address().getPath()).isEqualTo("/search");
			assertThat(browser.problems()).isEmpty();
		}
		finally {
			this.world.heal();
		}
	}

}
