package dev.logarchiver.lines.difference;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The hashes of lines are a set.
 */
class LineHashesTests {

	@Test
	void aSetOfNumbers() {
		Random random = new Random(1);
		LineHashes hashes = new LineHashes(100_000);
		Set<Long> expected = new HashSet<>();
		for (int i = 0; i < 50_000; i++) {
			long hash = random.nextBoolean() ? random.nextInt(1000) : (random.nextLong() << 40);
			assertThat(hashes.contains(hash)).isEqualTo(expected.contains(hash));
			assertThat(hashes.add(hash)).isEqualTo(expected.add(hash));
		}
		assertThat(expected).contains(0L).allMatch(hashes::contains);
		assertThat(hashes.isFull()).isFalse();
	}

	@Test
	void takesNoMoreThanItsLimit() {
		LineHashes hashes = new LineHashes(2);
		assertThat(hashes.add(0)).isTrue();
		assertThat(hashes.isFull()).isFalse();
		assertThat(hashes.add(5)).isTrue();
		assertThat(hashes.isFull()).isTrue();
		assertThat(hashes.add(6)).isTrue();
		assertThat(hashes.contains(6)).isFalse();
		assertThat(hashes.add(5)).isFalse();
	}

}
