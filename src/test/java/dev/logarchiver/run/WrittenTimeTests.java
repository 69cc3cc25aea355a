package dev.logarchiver.run;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Times as people write them.
 */
class WrittenTimeTests {

	private static final Instant NOW = Instant.parse("2026-03-01T10:20:30Z");

	@ParameterizedTest
	@CsvSource({ "now, 2026-03-01T10:20:30Z", "today, 2026-03-01T00:00:00Z", "yesterday, 2026-02-28T00:00:00Z",
			"24h, 2026-02-28T10:20:30Z", "90m, 2026-03-01T08:50:30Z", "7d, 2026-02-22T10:20:30Z",
			"2w, 2026-02-15T10:20:30Z", "30s, 2026-03-01T10:20:00Z", "0h, 2026-03-01T10:20:30Z",
			"99999w, 0109-08-25T10:20:30Z", "2026-01-31, 2026-01-31T00:00:00Z",
			"2026-01-31T12:00:00.5Z, 2026-01-31T12:00:00.5Z", "2026-01-31T12:00:00+02:00, 2026-01-31T10:00:00Z" })
	void readsWhatPeopleWrite(String text, Instant time) {
		assertThat(WrittenTime.parse(text, NOW)).isEqualTo(time);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "24", "h", "-24h", "24 h", "1.5h", "24H", "1y", "100000h", "tomorrow",
			"Yesterday", "2026-02-30", "2026-01-31T12:00", "24h\n", "\u0662h" })
	void refusesEverythingElse(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> WrittenTime.parse(text, NOW))
			.withMessageContaining("is not a time: give a date such as")
			.withMessageEndingWith("or how long ago, such as 24h, 7d or yesterday");
	}

	@ParameterizedTest
	@ValueSource(strings = { "24h", "now", "today", "yesterday" })
	void aTickIsNeverRelative(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> WrittenTime.parse(text));
	}

}
