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
		// which is one
		List<String> lines = log.toString(StandardCharsets.UTF_8)
			.lines()
			.filter((line) -> !line.contains("cookie session-token="))
			.toList();
		String text = String.join("\n", lines);
		assertThat(lines).hasSizeGreaterThan(2 * LINES_PER_MISTAKE);
		assertThat(changed(text)).hasSizeLessThanOrEqualTo(lines.size() / LINES_PER_MISTAKE);
	}

	@Test
	void findsNothingInLinesOfManyLoggers() throws IOException {
		try (InputStream in = Objects
			.requireNonNull(getClass().getResourceAsStream("/dev/logarchiver/lines/errors/lines.txt"))) {
			assertThat(changed(new String(in.readAllBytes(), StandardCharsets.UTF_8))).isEmpty();
		}
	}

	private List<String> changed(String text) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Redactor redactor = this.redaction.redactor(out);
		redactor.write(text.getBytes(StandardCharsets.UTF_8));
		redactor.finish();
		return out.toString(StandardCharsets.UTF_8).lines().filter((line) -> line.contains("[REDACTED:")).toList();
	}

}
