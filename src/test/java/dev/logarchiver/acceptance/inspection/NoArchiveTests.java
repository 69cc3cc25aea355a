package dev.logarchiver.acceptance.inspection;

import java.util.List;
import java.util.stream.Stream;

import dev.logarchiver.world.Postgres;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where there is no archive, a command that only reads says so and creates none.
 */
class NoArchiveTests {

	private World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	static Stream<List<String>> commandsThatOnlyRead() {
		return Stream.of(List.of("status"), List.of("verify"), List.of("logs"), List.of("cat", "w"),
				List.of("link", "w"), List.of("executions"), List.of("show", "1"), List.of("why", "w"),
				List.of("diff", "w"), List.of("report"), List.of("scan"), List.of("prune"),
				List.of("prune", "--dry-run"), List.of("hold", "--list"), List.of("serve", "--listen", "127.0.0.1:0"));
	}

	@ParameterizedTest
	@MethodSource("commandsThatOnlyRead")
	void saysSoAndCreatesNothing(List<String> command) {
		Result result = Program.call(command.toArray(String[]::new));
		assertThat(result.code()).as(result.toString()).isEqualTo(2);
		assertThat(result.errors()).contains("no archive in " + this.world.state() + ": ");
		assertThat(result.errors().lines()).hasSize(1);
		assertThat(result.bytes()).isEmpty();
		assertThat(this.world.state()).doesNotExist();
	}

	@Test
	void anEmptyPostgresDatabaseStaysEmpty() {
		this.world.close();
		this.world = World.onEmptyPostgres();
		Result result = Program.call("status");
		assertThat(result.code()).as(result.toString()).isEqualTo(2);
		assertThat(result.errors()).contains("no archive in the database jdbc:postgresql://");
		assertThat(Postgres.tables(this.world.database().orElseThrow())).isEmpty();
	}

	@Test
	void whatAmendsAnArchiveCreatesNothingEither() {
		assertThat(Program.call("verify", "--repair").code()).isEqualTo(2);
		assertThat(Program.call("hold", "w", "--reason", "case 7").code()).isEqualTo(2);
		assertThat(Program.call("release", "w").code()).isEqualTo(2);
		assertThat(this.world.state()).doesNotExist();
	}

}
