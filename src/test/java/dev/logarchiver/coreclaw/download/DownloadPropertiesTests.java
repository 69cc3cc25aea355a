package dev.logarchiver.coreclaw.download;

import java.time.Duration;
import java.util.Map;

import dev.logarchiver.failure.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The settings of downloads.
 */
class DownloadPropertiesTests {

	@Test
	void hasDefaults() {
		assertThat(bind(Map.of())).isEqualTo(new DownloadProperties(Duration.ofSeconds(60), DataSize.ofKilobytes(1),
				DataSize.ofGigabytes(50), 5, Duration.ofSeconds(1), false));
	}

	@ParameterizedTest
	@CsvSource({ "stall-timeout, 0s", "stall-timeout, -1s", "stall-timeout, 1ns", "stall-timeout, 25h",
			"retry-delay, 0s", "min-rate, -1B", "max-size, 0B", "max-size, -1MB", "max-attempts, 0",
			"max-attempts, 101" })
	void namesPropertyAndRemedy(String name, String value) {
		assertThatException().isThrownBy(() -> bind(Map.of("archiver.download." + name, value)))
			.havingRootCause()
			.isInstanceOf(ConfigurationException.class)
			.withMessageStartingWith("archiver.download." + name + " is '")
			.withMessageContaining("': give a ");
	}

	private static DownloadProperties bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("archiver.download",
				DownloadProperties.class);
	}

}
