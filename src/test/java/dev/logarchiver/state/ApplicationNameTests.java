package dev.logarchiver.state;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process names itself within what PostgreSQL keeps of a name.
 */
class ApplicationNameTests {

	@Test
	void namesCommandProcessAndHost() {
		assertThat(ApplicationName.of("run --job nightly", 123, "host"))
			.isEqualTo("log-archiver run --job nightly (process 123 on host)");
	}

	@Test
	void leavesOutTheEndOfALongCommand() {
		assertThat(ApplicationName.of("run --job " + "x".repeat(100), 123, "host"))
			.isEqualTo("log-archiver run --job " + "x".repeat(18) + " (process 123 on host)")
			.hasSize(ApplicationName.LONGEST);
	}

	@Test
	void survivesALongHostAndOddCharacters() {
		assertThat(ApplicationName.of("run", 1, "h".repeat(100))).hasSize(ApplicationName.LONGEST)
			.startsWith(" (process 1 on hhh");
		assertThat(ApplicationName.of("run --job ü\n", 1, "host"))
			.isEqualTo("log-archiver run --job ?? (process 1 on host)");
	}

	@Test
	void knowsThisProcess() {
		assertThat(ApplicationName.of("run")).contains("(process " + ProcessHandle.current().pid() + " on ");
	}

}
