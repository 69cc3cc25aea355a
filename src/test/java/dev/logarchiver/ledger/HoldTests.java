package dev.logarchiver.ledger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.logarchiver.ledger.SampleLogs.NOON;
import static dev.logarchiver.ledger.SampleLogs.WORKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A hold says why.
 */
class HoldTests {

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "two\nlines", "\u001b[31mred", "hidden\u202e", "\ud800" })
	void refusesAReasonThatSaysNothingOrCannotBePrinted(String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Hold(WORKER, null, reason, NOON))
			.withMessageContaining("reason")
			.satisfies((ex) -> assertThat(ex).message().hasLineCount(1));
	}

	@Test
	void takesAReasonOfAThousandCharacters() {
		assertThat(new Hold(WORKER, null, "é".repeat(1000), NOON).reason()).hasSize(1000);
		assertThatIllegalArgumentException().isThrownBy(() -> new Hold(WORKER, null, "é".repeat(1001), NOON))
			.withMessageContaining("1001 characters");
	}

}
