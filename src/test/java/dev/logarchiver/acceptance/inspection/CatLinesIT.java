package dev.logarchiver.acceptance.inspection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import dev.logarchiver.simulation.Content;
import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.RealisticLog;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ProgramProcess;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However large a log is, its last line costs two blocks at most.
 */
class CatLinesIT {

	private static final long MEBIBYTE = 1024 * 1024;

	private static final long HUGE = 64 * MEBIBYTE;

	private static final int END = 1000;

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "zstd", "none" })
	void theLastLineOfAHugeLogCostsTwoMebibytes(String compression) throws IOException {
		this.world.set("archiver.store.compression", compression);
		Content log = RealisticLog.of(1, HUGE);
		this.world.platform().worker("w").run(Instant.parse("2026-06-15T12:00:00Z")).log(log);
		assertThat(Program.call("run", "--worker", "w").code()).isZero();
		FaultyProxy way = this.world.wayToStore();
		Result result = Program.call("cat", "w", "--tail", "1");
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.output()).isEqualTo(lastLine(log));
		assertThat(way.requests()).hasSize(1);
		assertThat(way.passed()).isPositive().isLessThanOrEqualTo(2 * MEBIBYTE);
	}

	/**
	 * In a heap that has room for half of it.
	 */
	@Test
	void aLineOfAnyLengthTakesNoMemory() {
		int length = 100_000_000;
		this.world.platform()
			.worker("w")
			.run(Instant.parse("2026-06-15T12:00:00Z"))
			.log(Content.repeated((byte) 'x', length));
		assertThat(Program.call("run", "--worker", "w").code()).isZero();
		for (String[] lines : new String[][] { { "--tail", "1" }, { "--lines", "1" } }) {
			Result result = ProgramProcess.call(this.world, "48m", "cat", "w", lines[0], lines[1]);
			assertThat(result.code()).as(result.errors()).isZero();
			assertThat(result.bytes()).hasSize(length);
		}
	}

	private static String lastLine(Content log) throws IOException {
		ByteArrayOutputStream end = new ByteArrayOutputStream();
		log.writeTo(end, log.size() - END, log.size());
		String text = end.toString(StandardCharsets.UTF_8);
		return text.substring(text.lastIndexOf('\n', text.length() - 2) + 1);
	}

}
