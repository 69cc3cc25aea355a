package dev.logarchiver.lines.redaction;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import dev.logarchiver.simulation.RealisticLog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InnocentLogsTests {

	private static final int SIZE = 32 * 1024 * 1024;

	private static final int LINES_PER_MISTAKE = 100_000;

	private final Redaction redaction = Redaction
		.of(Arrays.stream(BuiltinRule.values()).map(BuiltinRule::label).toList(), List.of());

	@Test
	void findsNothingInTheLogsOfTheDemoAndTheBenchmark() throws IOException {
		ByteArrayOutputStream log = new ByteArrayOutputStream(SIZE);
		RealisticLog.of(18, SIZE).writeTo(log, 0, SIZE);
		List<String> lines = innocent(log.toString(StandardCharsets.UTF_8));
		assertThat(lines).hasSizeGreaterThan(2 * LINES_PER_MISTAKE);
		assertThat(changed(lines)).hasSizeLessThanOrEqualTo(lines.size() / LINES_PER_MISTAKE);
	}

	@Test
	void findsNothingInLinesOfManyLoggers() throws IOException {
		try (InputStream in = Objects
			.requireNonNull(getClass().getResourceAsStream("/dev/logarchiver/lines/errors/lines.txt"))) {
			assertThat(changed(innocent(new String(in.readAllBytes(), StandardCharsets.UTF_8)))).isEmpty();
		}
	}

	/** Without lines that have a secret. */
	private static List<String> innocent(String text) {
		return text.lines().filter((line) -> !line.contains("cookie session-token=")).toList();
	}

	private List<String> changed(List<String> lines) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Redactor redactor = this.redaction.redactor(out);
		redactor.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
		redactor.finish();
		return out.toString(StandardCharsets.UTF_8).lines().filter((line) -> line.contains("[REDACTED:")).toList();
	}

}
