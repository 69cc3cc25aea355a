package dev.logarchiver.state;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each place of the key promises.
 */
abstract class HashKeyContract {

	/** The key as another process sees it. */
	abstract HashKey key();

	abstract void lose();

	@Test
	void isMadeWhenItIsNeededFirst() {
		assertThat(key().find()).isEmpty();
		byte[] made = key().obtain();
		assertThat(made).hasSize(HashKey.LENGTH);
		assertThat(key().find()).hasValue(made);
		assertThat(key().obtain()).isEqualTo(made);
	}

	@Test
	void isAnotherOneOnceItIsLost() {
		byte[] first = key().obtain();
		lose();
		assertThat(key().find()).isEmpty();
		assertThat(key().obtain()).isNotEqualTo(first);
	}

	@Test
	void isOneForAllThatNeedItAtOnce() throws Exception {
		Set<String> keys = new HashSet<>();
		Callable<String> obtain = () -> HexFormat.of().formatHex(key().obtain());
		try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
			List<Future<String>> obtained = threads.invokeAll(Stream.generate(() -> obtain).limit(8).toList());
			for (Future<String> one : obtained) {
				keys.add(one.get());
			}
		}
		assertThat(keys).hasSize(1);
	}

}
