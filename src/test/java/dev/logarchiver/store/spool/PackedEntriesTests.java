package dev.logarchiver.store.spool;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import dev.logarchiver.store.spool.EntryPoints.Block;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entry points take few bytes, and nothing else is taken for them.
 */
class PackedEntriesTests {

	private static final int BLOCK = EntryPoints.BLOCK_SIZE;

	private static EntryPoints gibibyte() {
		return new EntryPoints(1024L * BLOCK - 7, 20_000_000, false,
				IntStream.range(0, 1024)
					.mapToObj((number) -> new Block(number * 270_001L, number * 19_000L, number * 0x9E3779B9))
					.toList());
	}

	@Test
	void thoseOfAGibibyteTakeTenKilobytes() {
		byte[] packed = PackedEntries.of(gibibyte());
		assertThat(packed).hasSizeLessThan(10_500);
		assertThat(PackedEntries.read(packed)).hasValue(gibibyte());
	}

	@Test
	void textsOfAllSizesHaveSome() {
		for (EntryPoints points : List.of(new EntryPoints(0, 0, false, List.of()),
				new EntryPoints(1, 1, true, List.of(new Block(0, 0, -1))),
				new EntryPoints(BLOCK + 1L, 0, false, List.of(new Block(0, 0, 5), new Block(Block.UNKNOWN, 0, 6))),
				new EntryPoints(2L * BLOCK + 1, Long.MAX_VALUE, false,
						List.of(new Block(0, 0, 5), new Block(Block.UNKNOWN, 6, 6),
								new Block(Long.MAX_VALUE - 1, Long.MAX_VALUE, Integer.MIN_VALUE))))) {
			assertThat(PackedEntries.read(PackedEntries.of(points))).hasValue(points);
		}
	}

	@Test
	void nothingElseIsTakenForThem() {
		byte[] packed = PackedEntries.of(gibibyte());
		assertThat(PackedEntries.read(new byte[0])).isEmpty();
		assertThat(PackedEntries.read("something else".getBytes(StandardCharsets.US_ASCII))).isEmpty();
		assertThat(PackedEntries.read(Arrays.copyOf(packed, packed.length - 1))).isEmpty();
		assertThat(PackedEntries.read(Arrays.copyOf(packed, packed.length + 1))).isEmpty();
		for (int i = 0; i < packed.length; i += 97) {
			byte[] changed = packed.clone();
			changed[i] ^= 4;
			assertThat(PackedEntries.read(changed)).isEmpty();
		}
	}

}
