package dev.logarchiver.acceptance.pages;

import java.time.Instant;

import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.ServedPages;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is held, what would go and what went, on pages.
 */
class RetentionPagesTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private final World world = world();

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private SimulatedRun archived(int minute) {
		SimulatedRun run = this.world.platform().worker("acme~shop").run(JUNE.plusSeconds(60L * minute));
		assertThat(Program.call("run", "--worker", "acme/shop").code()).isZero();
		return run;
	}

	@Test
	void saysWhereNothingIsHeldAndEverythingIsKept() {
		archived(1);
		try (ServedPages pages = ServedPages.start()) {
			assertThat(pages.text("/retention")).contains("Nothing is held.", "There are no retention rules");
		}
	}

	@Test
	void showsWhatIsHeldWhatWouldGoAndWhatWent() {
		this.world.set("archiver.retention.rules[0].keep-last", "2");
		SimulatedRun pruned = archived(1);
		archived(2);
		archived(3);
		assertThat(Program.call("prune", "--max-delete", "100%").code()).isZero();
		SimulatedRun held = this.world.platform().worker("acme~shop").runs().get(1);
		SimulatedRun next = this.world.platform().worker("acme~shop").runs().get(2);
		archived(4);
		archived(5);
		assertThat(Program.call("hold", "acme/shop", "--run", held.slug(), "--reason", "<b>case 7</b>").code())
			.isZero();
		try (ServedPages pages = ServedPages.start()) {
			assertThat(pages.get("/retention").body()).contains("&lt;b&gt;case 7&lt;/b&gt;")
				.doesNotContain("<b>case 7</b>");
			assertThat(pages.text("/retention")).contains("1 log of 4", "2026-06", next.slug());
			assertThat(pages.links("/retention")).contains("/logs/acme~shop/" + next.slug())
				.doesNotContain("/logs/acme~shop/" + pruned.slug());
			assertThat(pages.links("/")).contains("/retention");
			assertThat(pages.text("/logs/acme~shop/" + held.slug())).contains("This log is held since ", "case 7");
			assertThat(pages.text("/logs/acme~shop/" + next.slug())).doesNotContain("is held");
			assertThat(pages.text("/workers/acme~shop")).contains("run " + held.slug() + ", since ", "(held)");
			for (String path : new String[] { "", "/raw", "/find?to=next&q=one" }) {
				var gone = pages.get("/logs/acme~shop/" + pruned.slug() + path);
				assertThat(gone.statusCode()).as(path).isEqualTo(410);
				assertThat(ServedPages.text(gone)).contains("was pruned ", "by the rule 'keep-last 2'");
			}
			assertThat(pages.get("/logs/acme~shop/none").statusCode()).isEqualTo(404);
		}
	}

}
