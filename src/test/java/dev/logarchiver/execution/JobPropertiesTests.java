package dev.logarchiver.execution;

import dev.logarchiver.failure.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The name and the schedule of a job.
 */
class JobPropertiesTests {

	@ParameterizedTest
	@ValueSource(
			strings = { "15 3 * * *", "*/10 0-6,22 1 JAN-mar Mon", "0 0 * * 7", "5  *  *  *  *", "@daily", "@hourly" })
	void takesWhatACrontabTakes(String schedule) {
		assertThat(new JobProperties("nightly", schedule).schedule()).isEqualTo(schedule);
	}

	@ParameterizedTest
	@ValueSource(strings = { "3", "15 3 * *", "0 15 3 * * *", "60 3 * * *", "15 24 * * *", "15 3 L * *", "15 3 * * 5#1",
			"15 3 ? * *", "15 3 15W * *", "a b c d e", "@never", "daily", "15 3 * * fry" })
	void refusesWhatACrontabDoesNot(String schedule) {
		assertThatExceptionOfType(SettingException.class).isThrownBy(() -> new JobProperties("nightly", schedule))
			.withMessageStartingWith("archiver.job.schedule is '" + schedule + "': ");
	}

	@Test
	void aBlankScheduleIsNone() {
		assertThat(new JobProperties("nightly", " ").schedule()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a/b", "-a", "a b" })
	void refusesWhatIsNoName(String name) {
		assertThatExceptionOfType(SettingException.class).isThrownBy(() -> new JobProperties(name, null))
			.withMessageContaining("--job");
	}

}
