package dev.logarchiver.cli.page;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Progress stays in its line of the terminal, and leaves nothing there for the answer to
 * stand beside or under.
 */
class ProgressDisplayTests {

	private static final int COLUMNS = 40;

	private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

	private final PrintStream usual = System.err;

	@BeforeEach
	void look() {
		System.setErr(new PrintStream(this.shown, true, StandardCharsets.UTF_8));
	}

	@AfterEach
	void lookAway() {
		System.setErr(this.usual);
	}

	@Test
	void theBarFitsTheTerminalAndHasNoColours() {
		try (ProgressDisplay display = new ProgressDisplay(new Terminal(COLUMNS))) {
			display.showObjects(1234);
		}
		String text = this.shown.toString(StandardCharsets.UTF_8);
		assertThat(text).contains("Objects").doesNotContain("\u001b", "\n");
		assertThat(text.split("\r")).allSatisfy((line) -> assertThat(line).hasSizeLessThan(COLUMNS));
	}

	@Test
	void makesWayForWhatIsLoggedMeanwhile() {
		PrintStream before = System.err;
		try (ProgressDisplay display = new ProgressDisplay(new Terminal(COLUMNS))) {
			display.showObjects(1234);
			Awaitility.await().until(() -> this.shown.toString(StandardCharsets.UTF_8).contains("1234"));
			System.err.println("WARN a Worker failed");
		}
		assertThat(System.err).isSameAs(before);
		String text = this.shown.toString(StandardCharsets.UTF_8);
		String[] drawn = text.substring(0, text.indexOf('\n')).split("\r", -1);
		assertThat(drawn[drawn.length - 1]).isEqualTo("WARN a Worker failed");
		assertThat(drawn[drawn.length - 2]).isBlank();
	}

	@Test
	void nothingIsShownOnceItIsClosed() {
		ProgressDisplay display = new ProgressDisplay(new Terminal(COLUMNS));
		display.showObjects(1);
		display.close();
		String text = this.shown.toString(StandardCharsets.UTF_8);
		assertThat(text).endsWith("\r");
		assertThat(List.of(text.split("\r")).getLast()).isBlank();
		display.showObjects(2);
		display.close();
		assertThat(this.shown.toString(StandardCharsets.UTF_8)).isEqualTo(text);
	}

	@Test
	void nothingOfItIsShownWhereThereIsNoTerminal() {
		try (ProgressDisplay display = new ProgressDisplay(null)) {
			display.showObjects(1);
		}
		assertThat(this.shown.size()).isZero();
	}

}
