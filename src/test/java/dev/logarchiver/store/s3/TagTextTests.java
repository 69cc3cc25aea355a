package dev.logarchiver.store.s3;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A tag holds nothing that S3 refuses, and the names of Workers as people write them.
 */
class TagTextTests {

	@ParameterizedTest
	@CsvSource({ "acme~shop, acme/shop", "nightly, nightly", "a b+c-d._:@1, a b+c-d._:@1", "a=b, a=3Db", "a/b, a=2Fb",
			"50%, 50=25", "é, é", "\u20ac, =E2=82=AC" })
	void holdsWhatS3Allows(String text, String tag) {
		assertThat(TagText.of(text)).isEqualTo(tag);
	}

	@Test
	void isNoLongerThanS3Allows() {
		assertThat(TagText.of("x".repeat(300))).hasSize(256);
		assertThat(TagText.of("x".repeat(255) + "%").length()).isLessThanOrEqualTo(256);
	}

}
