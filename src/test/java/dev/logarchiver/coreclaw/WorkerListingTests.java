package dev.logarchiver.coreclaw;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * No Worker slips through while the account changes, and no listing goes on forever.
 */
class WorkerListingTests {

	/** The account, in the order in which the platform lists it. */
	private final List<String> account = new ArrayList<>(IntStream.range(0, 7).mapToObj((i) -> "w" + i).toList());

	/** What happens to the account after each call. */
	private final Deque<Runnable> changes = new ArrayDeque<>();

	private int calls;

	private List<String> page(int number) {
		this.calls++;
		List<String> page = this.account.stream().skip((number - 1) * 3L).limit(3).toList();
		Runnable change = this.changes.poll();
		if (change != null) {
			change.run();
		}
		return page;
	}

	private List<String> read() {
		return new WorkerListing<>(this::page).read();
	}

	@Test
	void readsUntilAPassShowsNobodyNew() {
		assertThat(read()).containsExactlyElementsOf(this.account);
		assertThat(this.calls).isEqualTo(8);
	}

	@Test
	void ofAnEmptyAccountReadsOnePage() {
		this.account.clear();
		assertThat(read()).isEmpty();
		assertThat(this.calls).isOne();
	}

	@Test
	void findsWhoMovedToAPageThatWasReadBefore() {
		this.changes.add(() -> this.account.remove("w1"));
		assertThat(read()).contains("w0", "w2", "w3", "w4", "w5", "w6");
	}

	@Test
	void takesWhoMovedToTheNextPageOnce() {
		this.changes.add(() -> this.account.addFirst("new"));
		assertThat(read()).containsExactly("new", "w0", "w1", "w2", "w3", "w4", "w5", "w6");
	}

	@Test
	void givesTheSameListWhateverThePlatformsOrder() {
		List<String> before = read();
		java.util.Collections.reverse(this.account);
		assertThat(read()).isEqualTo(before);
	}

	@Test
	void doesNotTakeAShortPageForTheLast() {
		List<List<String>> pages = List.of(List.of("a"), List.of("b", "c"), List.of("d"), List.of());
		assertThat(new WorkerListing<>((number) -> pages.get(number - 1)).read()).containsExactly("a", "b", "c", "d");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void endsWhereThePlatformRepeatsItsLastPage(int last) {
		assertThat(new WorkerListing<>((number) -> List.of("w" + Math.min(number, last))).read()).hasSize(last);
	}

	@Test
	void isContentAfterSomePassesThatAllShowNewOnes() {
		assertThat(new WorkerListing<>((number) -> (number == 1) ? List.of("new-" + this.calls++) : List.of()).read())
			.hasSize(this.calls)
			.hasSizeLessThan(10);
	}

	@Test
	void givesUpOnAListWithoutAnEnd() {
		WorkerListing<String> endless = new WorkerListing<>((number) -> List.of("w" + number));
		assertThatExceptionOfType(CoreClawException.class).isThrownBy(endless::read)
			.withMessageContaining("no end after 10000 pages");
	}

}
