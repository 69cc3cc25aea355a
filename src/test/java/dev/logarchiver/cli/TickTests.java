package dev.logarchiver.cli;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a scheduler may tell of a tick.
 */
class TickTests {

	@ParameterizedTest
	@CsvSource({ "2026-06-15T13:00:00Z, 2026-06-15T13:00:00Z", "2026-06-15, 2026-06-15T00:00:00Z",
			"2026-06-15T13:00:30.5Z, 2026-06-15T13:00:30.5Z" })
	void takesATime(String text, Instant instant) {
		assertThat(Tick.parse(text).instant()).isEqualTo(instant);
	}

	@ParameterizedTest
	@CsvSource({ "nightly-29692140, 2026-06-15T13:00:00Z", "log-archiver-29692140, 2026-06-15T13:00:00Z",
			"a.b-29692141, 2026-06-15T13:01:00Z", "x-26297280, 2020-01-01T00:00:00Z",
			"x-99999999, 2160-02-18T10:39:00Z" })
	void takesTheMinuteOfACronJobsJob(String name, Instant instant) {
		assertThat(Tick.parse(name).instant()).isEqualTo(instant);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nightly", "x", "nightly-manual-001", "nightly-2969214", "nightly-296921400",
			"nightly-02969214", "nightly29692140", "nightly-29692140-x7k2p", "nightly-29692140x", "nightly-20260131" })
	void aJobStartedByHandHasNone(String name) {
		assertThat(Tick.parse(name).instant()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "2026-13-01", "2026-06-15T25:00:00Z", "2026-06-15T13:00", "29692140",
			"3am-29692140", "Nightly-29692140", "nightly_29692140", "nightly-", "-29692140", "$(JOB_NAME)", "next week",
			"nightly-29692140\n" })
	void refusesEverythingElse(String text) {
		assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> Tick.parse(text))
			.withMessageContaining("is not a time: give a date")
			.withMessageEndingWith("or the name of a Kubernetes Job that begins with a letter");
	}

	@Test
	void aNameIsNoLongerThanKubernetesAllows() {
		assertThat(Tick.parse("x".repeat(54) + "-29692140").instant()).isEqualTo("2026-06-15T13:00:00Z");
		assertThatExceptionOfType(TypeConversionException.class)
			.isThrownBy(() -> Tick.parse("x".repeat(55) + "-29692140"));
	}

}
