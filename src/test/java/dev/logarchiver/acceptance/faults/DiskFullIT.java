package dev.logarchiver.acceptance.faults;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ProgramProcess;
import dev.logarchiver.world.Remains;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged program on a disk that gets full, for which a limit to the size of files
 * stands in: to write on fails with an error of the operating system.
 */
public class DiskFullIT {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final int KILOBYTE = 1024;

	private final World world = new World().set("archiver.store.compression", "none");

	@AfterEach
	void end() {
		this.world.close();
	}

	private Result runWithin(long bytes, String... arguments) {
		List<String> command = new ArrayList<>(
				List.of("bash", "-c", "ulimit -f " + bytes / KILOBYTE + "; exec \"$@\"", "bash"));
		command.addAll(ProgramProcess.soon(arguments));
		try (ProgramProcess process = ProgramProcess.start(this.world, command)) {
			return process.await();
		}
	}

	private String list(int workers) {
		this.world.platform().everyUnknownWorkerHasOneRun();
		return this.world
			.file("list.txt",
					IntStream.range(0, workers)
						.mapToObj("an-owner-of-many-workers/worker-with-a-name-%d%n"::formatted)
						.collect(Collectors.joining()))
			.toString();
	}

	private void assertFailed(Result result, String told) {
		assertThat(result.code()).as(result.toString()).isEqualTo(1);
		assertThat(result.output() + result.errors()).as(result.toString()).contains(told);
		Remains.areTold(this.world, result);
	}

	private long databaseSize() {
		return Path.of(this.world.state().toString(), "log-archiver.mv.db").toFile().length();
	}

	@Test
	void aLogThatTheSpoolCannotHoldFailsItsWorkerAlone() {
		this.world.platform().worker("large").run(JUNE).log(40_000_000);
		this.world.platform().worker("small").run(JUNE).log(1_000_000);
		Result result = runWithin(20_000_000, "run", "--json", "--worker", "large", "--worker", "small");
		assertThat(result.code()).as(result.toString()).isEqualTo(3);
		assertThat(result.json().path("archived").asInt()).isOne();
		assertThat(result.json().path("failures").path(0).path("code").asString()).isEqualTo("spool_full");
		assertThat(result.json().path("failures").path(0).path("reason").asString())
			.contains(this.world.state().resolve("spool").toString(), "File too large", "larger than ");
		Remains.areClean(this.world, result);
		Result healed = ProgramProcess.callSoon(this.world, "run", "--json", "--worker", "large");
		assertThat(healed.code()).as(healed.toString()).isZero();
		assertThat(this.world.keys()).filteredOn((key) -> key.startsWith("worker=")).hasSize(2);
		Remains.areClean(this.world, healed);
	}

	@Test
	void aDatabaseThatCannotBeMadeIsBegunAnew() {
		Result result = runWithin(40 * KILOBYTE, "run", "--worker", "first");
		assertFailed(result, "check that the disk has space");
		this.world.platform().worker("first").run(JUNE);
		Result healed = Program.call("run", "--json", "--worker", "first");
		assertThat(healed.code()).as(healed.toString()).isZero();
		assertThat(healed.json().path("archived").asInt()).isOne();
		Remains.areClean(this.world, healed);
	}

	@Test
	void aSpoolThatIsFullForAllEndsTheJob() {
		this.world.platform().worker("large").run(JUNE).log(40_000_000);
		this.world.platform().worker("small").run(JUNE);
		assertThat(Program.call("run", "--worker", "small").code()).isZero();
		Result result = runWithin(databaseSize() + 250 * KILOBYTE, "run", "--worker", "large");
		assertFailed(result, "File too large");
		assertThat(this.world.keys()).noneMatch((key) -> key.startsWith("worker=large"));
	}

	@Test
	void aDatabaseThatCannotGrowKeepsWhatItHas() {
		this.world.platform().worker("first").run(JUNE);
		assertThat(Program.call("run", "--worker", "first").code()).isZero();
		String list = list(20_000);
		Result result = runWithin(databaseSize() + 100 * KILOBYTE, "run", "--workers", list);
		assertFailed(result, "the database can't be used");
		assertThat(Program.call("verify", "--read-data").code()).isZero();
		String shorter = list(50);
		Result healed = Program.call("run", "--json", "--workers", shorter);
		assertThat(healed.code()).as(healed.toString()).isZero();
		assertThat(this.world.keys()).hasSize(51);
		Remains.areClean(this.world, healed);
	}

	@Test
	void aDatabaseThatFillsUpDuringTheRunEndsTheJob() {
		String list = list(2000);
		this.world.platform().countOnly();
		Ledgers.createDatabase();
		Result result = runWithin(databaseSize() + 450 * KILOBYTE, "run", "--workers", list);
		assertFailed(result, "database");
		Result healed = ProgramProcess.callSoon(this.world, "run", "--json", "--workers", list);
		assertThat(healed.code()).as(healed.toString()).isZero();
		assertThat(this.world.keys()).hasSize(2000);
		Remains.areClean(this.world, healed);
	}

}
