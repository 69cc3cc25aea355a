package dev.logarchiver.acceptance.archiving;

import java.time.Instant;

import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store whose server refuses the condition that nothing be overwritten.
 */
class ConditionTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private FaultyProxy refuseConditions() {
		return this.world.wayToStore()
			.answer(501, "<Error><Code>NotImplemented</Code></Error>",
					(request) -> request.header("if-none-match") != null, Integer.MAX_VALUE);
	}

	@Test
	void aServerWithoutConditionsIsNamedOnce() {
		refuseConditions();
		for (String worker : new String[] { "a", "b", "c" }) {
			this.world.platform().worker(worker).run(JUNE);
		}
		Result result = Program.call("run", "--worker", "a", "--worker", "b", "--worker", "c", "--json");
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.json().path("archived").asInt()).isEqualTo(3);
		assertThat(result.errors()).containsOnlyOnce("refuses If-None-Match");
	}

	@Test
	void aFinalLogIsNotOverwrittenThere() {
		this.world.platform().worker("a").run(JUNE).log("first\n");
		assertThat(Program.call("run", "--worker", "a").code()).isZero();
		this.world.loseLedger();
		this.world.platform().worker("a").runs().getLast().log("second\n");
		refuseConditions();
		assertThat(Program.call("run", "--worker", "a").code()).isZero();
		assertThat(this.world.keys()).extracting(this.world::text).containsExactlyInAnyOrder("first\n", "second\n");
	}

	@Test
	void doctorNotesIt() {
		refuseConditions();
		Result result = Program.call("doctor");
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.output()).containsPattern("store +note +s3://.*refuses If-None-Match")
			.contains("use a server that honors If-None-Match");
	}

}
