package dev.logarchiver.acceptance.inspection;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.logarchiver.simulation.Content;
import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.RealisticLog;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lines of a log, and what of its object is read for them.
 */
class CatLinesTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final long LARGE = 8 * 1024 * 1024 + 17;

	private final World world = world();

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private SimulatedRun archived(Content log) {
		SimulatedRun run = this.world.platform().worker("w").run(JUNE).log(log);
		assertThat(Program.call("run", "--worker", "w").code()).isZero();
		return run;
	}

	private static String cat(String... options) {
		Result result = Program.call(Stream.concat(Stream.of("cat", "w"), Stream.of(options)).toArray(String[]::new));
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.errors()).isEmpty();
		return result.output();
	}

	private static String lines(String text, int first, int last) {
		return text.lines()
			.skip(first - 1L)
			.limit(last - first + 1L)
			.map((line) -> line + "\n")
			.collect(Collectors.joining());
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', textBlock = """
			--lines 2-3, "b\r\n\n"
			--lines 1, "a\n"
			--lines 3-, "\nd"
			--lines 4-99, d
			--lines 5-9, ""
			--tail 1, d
			--tail 2, "\nd"
			--tail 100, "a\nb\r\n\nd"
			--tail 0, ""
			""")
	void printsTheseLinesByteForByte(String options, String expected) {
		archived(Content.of("a\nb\r\n\nd"));
		assertThat(cat(options.split(" "))).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "--lines 0-3", "--lines 0", "--lines 9-3", "--lines -10", "--lines 1-2-3", "--lines x",
			"--lines 99999999999999999999", "--tail -1", "--tail x", "--tail 5 --lines 5", "--lines" })
	void saysWhatNamesNoLines(String options) {
		Result result = Program
			.call(Stream.concat(Stream.of("cat", "w"), Stream.of(options.split(" "))).toArray(String[]::new));
		assertThat(result.code()).as(result.toString()).isEqualTo(2);
		assertThat(result.output()).isEmpty();
		assertThat(result.errors().lines()).hasSize(2);
		assertThat(result.errors()).contains(options.substring(0, 6).strip(), "cat --help");
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "zstd", "none" })
	void readsOnlyAPartOfALargeObject(String compression) {
		this.world.set("archiver.store.compression", compression);
		SimulatedRun run = archived(RealisticLog.of(1, LARGE));
		String text = new String(run.log().bytes(), StandardCharsets.UTF_8);
		int count = (int) text.lines().count();
		FaultyProxy way = this.world.wayToStore();
		assertThat(cat("--tail", "100")).isEqualTo(lines(text, count - 99, count));
		assertThat(cat("--lines", "9000-9100")).isEqualTo(lines(text, 9000, 9100));
		assertThat(way.requests()).filteredOn((request) -> request.method().equals("GET")).hasSize(2);
		assertThat(way.passed()).isLessThan(run.log().size() / (compression.equals("none") ? 2 : 6));
		assertThat(cat()).isEqualTo(text);
	}

	@Test
	void findsItsWayAgainAfterReindex() {
		SimulatedRun run = archived(RealisticLog.of(2, LARGE));
		String text = new String(run.log().bytes(), StandardCharsets.UTF_8);
		Ledgers.empty(this.world);
		assertThat(Program.call("reindex").code()).isZero();
		assertThat(cat("--lines", "9000-9100")).isEqualTo(lines(text, 9000, 9100));
		FaultyProxy way = this.world.wayToStore();
		assertThat(cat("--lines", "20000-20100")).isEqualTo(lines(text, 20_000, 20_100));
		assertThat(way.passed()).isLessThan(run.log().size() / 6);
		assertThat(Program.call("verify", "--read-data").code()).isZero();
	}

	@Test
	void followsAPartialLogToItsEnd() {
		SimulatedRun run = this.world.platform().worker("w").run(JUNE).running().log(RealisticLog.of(3, LARGE));
		assertThat(Program.call("run", "--worker", "w").code()).isZero();
		String before = new String(run.log().bytes(), StandardCharsets.UTF_8);
		assertThat(cat("--lines", "9000")).isEqualTo(lines(before, 9000, 9000));
		run.log(RealisticLog.of(4, LARGE + 2_000_000));
		assertThat(Program.call("run", "--worker", "w").code()).isZero();
		String after = new String(run.log().bytes(), StandardCharsets.UTF_8);
		int count = (int) after.lines().count();
		FaultyProxy way = this.world.wayToStore();
		assertThat(cat("--lines", "9000")).isEqualTo(lines(after, 9000, 9000));
		assertThat(cat("--tail", "1")).isEqualTo(lines(after, count, count));
		assertThat(way.passed()).isLessThan(LARGE / 6);
	}

}
