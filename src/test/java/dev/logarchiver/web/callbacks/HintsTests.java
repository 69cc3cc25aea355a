package dev.logarchiver.web.callbacks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.logarchiver.run.RunId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class HintsTests {

	private static final int LIMIT = 25;

	private Instant now = Instant.parse("2026-06-15T12:00:00Z");

	private final InstantSource time = () -> this.now;

	private final Hints hints = new Hints(new CallbackProperties(null, LIMIT), this.time.withZone(ZoneOffset.UTC));

	@BeforeEach
	void open() {
		this.hints.open();
	}

	private static RunId run(int number) {
		return new RunId("run-" + number);
	}

	private List<RunId> taken() throws InterruptedException {
		return this.hints.await(Duration.ZERO);
	}

	@Test
	void theSameHintTwiceIsOne() throws Exception {
		this.hints.add(run(2));
		this.hints.add(run(1));
		this.hints.add(run(2));
		assertThat(taken()).containsExactly(run(2), run(1));
		this.hints.add(run(2));
		assertThat(taken()).as("again, while nobody knows more").containsExactly(run(2));
	}

	@Test
	void whatIsSettledIsNoHintAnyMore() throws Exception {
		this.hints.settled(run(1));
		this.hints.settled(run(2));
		IntStream.rangeClosed(1, 3).mapToObj(HintsTests::run).forEach(this.hints::add);
		assertThat(taken()).containsExactly(run(3));
	}

	@Test
	void aFloodTakesNoMoreThanSoMuchMemory() throws Exception {
		IntStream.range(0, 5000).mapToObj(HintsTests::run).forEach(this.hints::add);
		assertThat(taken()).hasSize(1000);
		IntStream.range(0, 5000).mapToObj(HintsTests::run).forEach(this.hints::settled);
		this.hints.add(run(0));
		assertThat(taken()).as("forgotten").containsExactly(run(0));
	}

	@Test
	void whoWaitsIsToldOfTheNextOneAndOfTheEnd() {
		CompletableFuture<List<RunId>> waiting = waiting();
		this.hints.add(run(1));
		assertThat(waiting.join()).containsExactly(run(1));
		CompletableFuture<List<RunId>> others = waiting();
		this.hints.close();
		assertThat(others.join()).isEmpty();
		this.hints.add(run(2));
		assertThat(waiting().join()).isEmpty();
		assertThat(this.hints.isOpen()).isFalse();
	}

	private CompletableFuture<List<RunId>> waiting() {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return taken();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	@Test
	void soManyRunsMayBeAskedForInAnHour() {
		assertThat(asked()).isEqualTo(LIMIT);
		this.now = this.now.plus(Duration.ofMinutes(59));
		assertThat(asked()).isZero();
		this.now = this.now.plus(Duration.ofMinutes(1));
		assertThat(asked()).isEqualTo(LIMIT);
	}

	@Test
	void runsThatNobodyKnowsCountTenTimes() {
		int calls = 0;
		while (this.hints.mayAsk()) {
			calls++;
		}
		assertThat(calls).isEqualTo(3);
	}

	@Test
	void aClockThatIsSetBackBeginsAnotherHour() {
		assertThat(asked()).isEqualTo(LIMIT);
		this.now = this.now.minus(Duration.ofDays(1));
		assertThat(asked()).isEqualTo(LIMIT);
	}

	private int asked() {
		int asked = 0;
		while (this.hints.mayAsk()) {
			asked++;
			this.hints.known(1);
		}
		return asked;
	}

}
