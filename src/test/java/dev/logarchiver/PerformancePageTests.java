package dev.logarchiver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The tables of the page on performance are those of the measured figures.
 */
class PerformancePageTests {

	@Test
	void theTablesAreThoseOfTheFigures() throws IOException, InterruptedException {
		assumeTrue(hasPython(), "python3 makes the tables, and isn't here");
		Process report = new ProcessBuilder("python3", "-B", "src/bench/report.py", "--print").redirectErrorStream(true)
			.start();
		String fresh = new String(report.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(report.waitFor()).as(fresh).isZero();
		assertThat(fresh).as("docs/performance.md is stale: python3 src/bench/report.py writes it anew")
			.isEqualTo(Files.readString(Path.of("docs", "performance.md")));
	}

	private static boolean hasPython() throws InterruptedException {
		try {
			return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
