package dev.logarchiver.store.s3;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.store.s3.S3Pages.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A listing is read to its end, and a server that leads in a circle is left.
 */
class S3PagesTests {

	private static final int PAGES = 3000;

	private int asked;

	private Stream<String> read(Function<Integer, Page<String>> server) {
		return S3Pages.of("Listing x", (mark) -> server.apply(++this.asked));
	}

	private static Page<String> page(String key, boolean truncated, Object next) {
		List<String> keys = key.isEmpty() ? List.of() : List.of(key);
		return new Page<>(keys, keys, truncated, next);
	}

	private void assertEndless(Function<Integer, Page<String>> server) {
		assertThatExceptionOfType(OutOfReachException.class).isThrownBy(() -> read(server).count())
			.withMessageContaining("Listing x has no end");
	}

	@Test
	void goesOnWhereEachPageEnded() {
		Function<Optional<Object>, Page<String>> server = (mark) -> {
			int number = (Integer) mark.orElse(0);
			return page((number % 2 == 0) ? "key" + number : "", number < PAGES, number + 1);
		};
		assertThat(S3Pages.of("Listing x", server)).hasSize(PAGES / 2 + 1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 7, 100 })
	void leavesACircleOfAnyLength(int length) {
		assertEndless((number) -> page("key" + number % length, true, "mark" + number));
		assertThat(this.asked).isLessThan(5 * length + 5);
	}

	@Test
	void leavesAMarkThatStays() {
		assertEndless((number) -> page("key" + number, true, "same"));
		assertThat(this.asked).isEqualTo(2);
	}

	@Test
	void leavesPagesThatAreAlwaysEmpty() {
		assertEndless((number) -> page("", true, "mark" + number));
	}

	@Test
	void leavesAListingThatDoesNotSayHowItGoesOn() {
		assertEndless((number) -> new Page<>(List.of("key"), List.of("key"), true, null));
		assertThat(this.asked).isOne();
	}

}
