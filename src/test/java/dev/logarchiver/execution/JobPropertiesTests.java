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
		assertThat(new JobProperties("nightly", schedule, "UTC").schedule()).isEqualTo(schedule);
	}

	@ParameterizedTest
	@ValueSource(strings = { "3", "15 3 * *", "0 15 3 * * *", "60 3 * * *", "15 24 * * *", "15 3 L * *", "15 3 * * 5#1",
			"15 3 ? * *", "15 3 15W * *", "a b c d e", "@never", "daily", "15 3 * * fry" })
	void refusesWhatACrontabDoesNot(String schedule) {
		assertThatExceptionOfType(SettingException.class)
			.isThrownBy(() -> new JobProperties("nightly", schedule, "UTC"))
			.withMessageStartingWith("archiver.job.schedule is '" + schedule + "': ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0 0 30 2 *", "0 0 31 4,6,9,11 *" })
	void refusesADayThatNeverComes(String schedule) {
		assertThatExceptionOfType(SettingException.class)
			.isThrownBy(() -> new JobProperties("nightly", schedule, "UTC"))
			.withMessage("archiver.job.schedule is '" + schedule + "': no such day ever comes: give one that there is");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Berlin", "Europe/Bonn", "+25:00" })
	void refusesWhatIsNoTimeZone(String zone) {
		assertThatExceptionOfType(SettingException.class)
			.isThrownBy(() -> new JobProperties("nightly", "15 3 * * *", zone))
			.withMessageStartingWith("archiver.job.time-zone is '" + zone + "': ");
	}

	@Test
	void aBlankScheduleIsNone() {
		assertThat(new JobProperties("nightly", " ", "UTC").schedule()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a/b", "-a", "a b", "callbacks" })
	void refusesWhatIsNoName(String name) {
		assertThatExceptionOfType(SettingException.class).isThrownBy(() -> new JobProperties(name, null, "UTC"))
			.withMessageContaining("--job");
	}

}
