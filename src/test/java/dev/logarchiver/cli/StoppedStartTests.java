package dev.logarchiver.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.logarchiver.outside.Outside;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever stops the program is not told what that broke.
 */
class StoppedStartTests {

	@TempDir
	private Path directory;

	@Test
	void saysNothing() throws IOException, InterruptedException {
		Path printed = this.directory.resolve("printed");
		ProcessBuilder process = Outside
			.process(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
					System.getProperty("java.class.path"), "-XX:TieredStopAtLevel=1", StoppedStart.class.getName(),
					"run", "--worker", "acme/shop", "--state", this.directory.resolve("state").toString()));
		process.environment().put("CORECLAW_API_KEY", "key");
		process.environment().put("CORECLAW_BASE_URL", "http://127.0.0.1:9");
		process.redirectErrorStream(true).redirectOutput(printed.toFile());
		assertThat(process.start().waitFor()).isEqualTo(143);
		assertThat(printed).isEmptyFile();
	}

}
