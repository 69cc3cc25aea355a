package dev.logarchiver.documentation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.logarchiver.outside.Outside;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The tables of the page on performance are those of the measured figures.
 */
class PerformancePageTests {

	@Test
	void theTablesAreThoseOfTheFigures() throws IOException, InterruptedException {
		assumeTrue(Outside.has("python3"), "python3 makes the tables, and isn't here");
		Process report = Outside.process(List.of("python3", "-B", "src/bench/report.py", "--print"))
			.redirectErrorStream(true)
			.start();
		String fresh = new String(report.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(report.waitFor()).as(fresh).isZero();
		assertThat(fresh).as("docs/performance.md is stale: python3 src/bench/report.py writes it anew")
			.isEqualTo(Files.readString(Path.of("docs", "performance.md")));
	}

}
