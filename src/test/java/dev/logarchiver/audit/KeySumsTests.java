package dev.logarchiver.audit;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keys that are lacking are found, with few others.
 */
class KeySumsTests {

	private static final List<String> KEYS = IntStream.range(0, 200_000)
		.mapToObj((i) -> "worker=w" + i % 100 + "/date=2026-06-01/r" + i + ".log.gz")
		.collect(Collectors.toList());

	@Test
	void lacksNothingWhereBothHaveTheSameKeysInAnyOrder() {
		KeySums sums = new KeySums();
		KEYS.forEach(sums::add);
		List<String> shuffled = new java.util.ArrayList<>(KEYS);
		Collections.shuffle(shuffled, new java.util.Random(1));
		shuffled.forEach(sums::subtract);
		assertThat(sums.mayLackAny()).isFalse();
	}

	@Test
	void findsEveryLackingKeyAndFewOthers() {
		KeySums sums = new KeySums();
		KEYS.forEach(sums::add);
		List<String> lacking = KEYS.subList(1000, 1010);
		KEYS.stream().filter((key) -> !lacking.contains(key)).forEach(sums::subtract);
		assertThat(lacking).allMatch(sums::mayLack);
		assertThat(KEYS.stream().filter(sums::mayLack).count()).isLessThan(200);
	}

}
