package dev.logarchiver.run;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Patterns of Workers.
 */
class WorkerPatternTests {

	@ParameterizedTest
	@CsvSource({ "acme/shop, acme~shop, true", "acme~shop, acme~shop, true", "acme/*, acme~shop, true",
			"acme/*, acmex~shop, false", "*, acme~shop, true", "a*p, acme~shop, true", "acme~sh?p, acme~shop, true",
			"acme~sh?p, acme~shp, false", "a.b*, a.bc, true", "a.b*, axbc, false", "A*, a, false", "**a**, xax, true" })
	void fitsWholeIds(String pattern, String worker, boolean fits) {
		assertThat(WorkerPattern.parse(pattern).fits(new WorkerId(worker))).isEqualTo(fits);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a/b/c*", "[ab]*", "a b*", "%*", "'*", "a/", ".x", "-x" })
	void refusesWhatIsNeitherPatternNorId(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> WorkerPattern.parse(text))
			.withMessageContaining("is not a");
	}

}
