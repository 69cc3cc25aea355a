package dev.logarchiver.execution;

import dev.logarchiver.run.Shard;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Parts of a job.
 */
class JobPartTests {

	private static final JobPart WHOLE = new JobPart("nightly", null);

	private static final JobPart FIRST = new JobPart("nightly", new Shard(0, 4));

	@Test
	void eachHasALockOfItsOwn() {
		assertThat(WHOLE).hasToString("nightly");
		assertThat(FIRST).hasToString("nightly shard 0/4");
	}

	@Test
	void isRecognisedByItsLock() {
		assertThat(JobPart.parse("nightly")).isEqualTo(WHOLE);
		assertThat(JobPart.parse("nightly shard 0/4")).isEqualTo(FIRST);
	}

	@Test
	void succeedsThoseOfAnotherNumberOfShards() {
		assertThat(FIRST.succeeds(new JobPart("nightly", new Shard(0, 3)))).isTrue();
		assertThat(FIRST.succeeds(WHOLE)).isTrue();
		assertThat(WHOLE.succeeds(FIRST)).isTrue();
		assertThat(FIRST.succeeds(new JobPart("nightly", new Shard(3, 4)))).isFalse();
		assertThat(FIRST.succeeds(new JobPart("weekly", new Shard(0, 3)))).isFalse();
		assertThat(WHOLE.succeeds(WHOLE)).isFalse();
	}

}
