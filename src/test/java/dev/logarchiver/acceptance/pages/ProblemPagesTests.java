package dev.logarchiver.acceptance.pages;

import java.net.http.HttpResponse;
import java.time.Instant;

import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.ServedPages;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whose fault it is that a page can't be shown: what is wrong here is not said to be
 * wrong with the request, and whoever runs the server is told.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProblemPagesTests {

	private final World world = new World();

	private final SimulatedRun run = this.world.platform()
		.worker("acme/shop")
		.run(Instant.parse("2026-06-15T12:00:00Z"))
		.log("one\n");

	@AfterEach
	void end() {
		this.world.close();
	}

	private String log() {
		return "/logs/acme~shop/" + this.run.slug();
	}

	@Test
	void aRowThatIsWrongIsNoBadRequest(CapturedOutput output) {
		assertThat(Program.call("run", "--worker", "acme/shop").code()).isZero();
		Ledgers.execute(this.world, "UPDATE archived_log SET sha256 = REPEAT('x', 64)");
		try (ServedPages pages = ServedPages.start()) {
			for (String path : new String[] { log(), log() + "/raw", log() + "/find?to=next&q=one",
					"/workers/acme~shop", "/diff/acme~shop" }) {
				HttpResponse<String> page = pages.get(path);
				assertThat(page.statusCode()).as(path).isEqualTo(500);
				assertThat(ServedPages.text(page)).contains("Something went wrong", "serve -v").doesNotContain("SHA");
			}
		}
		assertThat(output.getErr()).contains("Unexpected java.lang.IllegalArgumentException: Text of 4 bytes");
	}

}
