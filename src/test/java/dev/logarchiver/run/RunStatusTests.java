package dev.logarchiver.run;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The platform's words for the state of a run.
 */
class RunStatusTests {

	@ParameterizedTest
	@EnumSource
	void readsItsOwnWordInAnyCase(RunStatus status) {
		assertThat(RunStatus.parse(status.toString())).isEqualTo(status);
		assertThat(RunStatus.parse(" " + status.name() + "\n")).isEqualTo(status);
	}

	@Test
	void wordsAreInLowerCase() {
		assertThat(RunStatus.SUCCEEDED).hasToString("succeeded");
	}

	@Test
	void otherWordsAreUnknown() {
		assertThat(RunStatus.parse("")).isEqualTo(RunStatus.UNKNOWN);
		assertThat(RunStatus.parse("paused")).isEqualTo(RunStatus.UNKNOWN);
	}

	@Test
	void onlyEndedRunsAreOver() {
		assertThat(RunStatus.values()).filteredOn(RunStatus::ended)
			.containsExactly(RunStatus.SUCCEEDED, RunStatus.FAILED, RunStatus.ABORTED);
	}

}
