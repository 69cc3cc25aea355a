package dev.logarchiver.run;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A run ID is safe in an object key, and tells its time where it is a ULID.
 */
class RunIdTests {

	@Test
	void ulidTellsWhenTheRunWasCreated() {
		assertThat(new RunId("01ARZ3NDEKTSV4RRFFQ69G5FAV").createdAt())
			.hasValue(Instant.ofEpochMilli(1_469_922_850_259L));
	}

	@Test
	void ulidCoversAllTimesOf48Bits() {
		assertThat(new RunId("00000000000000000000000000").createdAt()).hasValue(Instant.EPOCH);
		assertThat(new RunId("7ZZZZZZZZZZZZZZZZZZZZZZZZZ").createdAt()).hasValue(Instant.ofEpochMilli((1L << 48) - 1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "run-1", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ", "01ARZ3NDEKTSV4RRFFQ69G5FA",
			"01ARZ3NDEKTSV4RRFFQ69G5FAVX", "01ARZ3NDEKTSV4RRFFQ69G5FAI", "01ARZ3NDEKTSV4RRFFQ69G5FAU",
			"01arz3ndektsv4rrffq69g5fav" })
	void otherIdsTellNoTime(String text) {
		assertThat(new RunId(text).createdAt()).isEmpty();
		assertThat(RunId.isUlid(text)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a/b", "../a", "a.log", "a\n", "ä" })
	void refusesWhatCouldLeaveItsKey(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> new RunId(text))
			.withMessageContaining("is not a run ID: expected 1 to 64 letters, digits, '_' or '-'");
	}

	@Test
	void hasUpTo64Characters() {
		assertThat(new RunId("-".repeat(64))).hasToString("-".repeat(64));
		assertThatIllegalArgumentException().isThrownBy(() -> new RunId("-".repeat(65)));
	}

}
