package dev.logarchiver.store.s3;

import dev.logarchiver.store.Samples;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logs in a part of a bucket.
 */
class S3LogStoreBelowPrefixTests extends S3LogStoreTests {

	@Override
	String prefix() {
		return "team a/logs/";
	}

	@Test
	void leavesTheMarkerOfThePrefixOutOfTheList() {
		writeForeign("", "");
		assertThat(keys()).isEmpty();
		assertThat(everything()).containsExactly(prefix());
	}

	@Test
	void seesNothingOutsideOfItsPrefix() {
		writeOutside("other/" + Samples.KEY);
		writeOutside("team a/logs-old/x.log");
		assertThat(keys()).isEmpty();
		assertThat(this.store.openUploads()).isEmpty();
		assertThat(this.store.find(Samples.KEY)).isEmpty();
	}

}
