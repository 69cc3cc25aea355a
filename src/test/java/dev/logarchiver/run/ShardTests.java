package dev.logarchiver.run;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Shards of a list.
 */
class ShardTests {

	/** A Worker that changed its shard would be in the lists of two, or of none. */
	@ParameterizedTest
	@CsvSource({ "acme~shop, 0, 0, 1, 2, 14, 494", "acme, 0, 0, 0, 0, 0, 872", "zeta_1.2-x, 0, 1, 1, 1, 5, 45",
			"Größe, 0, 0, 0, 2, 6, 262", "'', 0, 0, 1, 0, 4, 652" })
	void anEntryNeverChangesItsShard(String entry, int ofOne, int ofTwo, int ofThree, int ofFour, int ofSixteen,
			int ofThousand) {
		assertThat(new int[] { only(entry, 1), only(entry, 2), only(entry, 3), only(entry, 4), only(entry, 16),
				only(entry, 1000) })
			.containsExactly(ofOne, ofTwo, ofThree, ofFour, ofSixteen, ofThousand);
	}

	/**
	 * The index of the only shard that holds an entry.
	 */
	private static int only(String entry, int count) {
		int[] holding = IntStream.range(0, count).filter((index) -> new Shard(index, count).holds(entry)).toArray();
		assertThat(holding).hasSize(1);
		return holding[0];
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3, 4, 7, 64 })
	void entriesAreSpreadEvenly(int count) {
		int entries = 400 * count;
		int[] held = new int[count];
		IntStream.range(0, entries).forEach((i) -> held[only("owner~worker-" + i, count)]++);
		// five standard deviations
		assertThat(Arrays.stream(held)).allMatch((number) -> Math.abs(number - 400) < 100);
	}

	@Test
	void isWrittenAsItIsRead() {
		assertThat(Shard.parse("3/4")).isEqualTo(new Shard(3, 4)).hasToString("3/4");
		assertThat(Shard.parse("999/1000")).isEqualTo(new Shard(999, 1000));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1", "4/4", "0/0", "5/4", "-1/4", "0/1001", "0/4/5", "0 / 4", "a/b", "1/10000", "/4",
			"0/", "+1/4", "99999999999/4" })
	void whatCanNotBeAShardIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Shard.parse(text))
			.withMessageStartingWith("'" + text + "' is not a shard: give I/N, such as 0/4 for the first of four");
	}

}
