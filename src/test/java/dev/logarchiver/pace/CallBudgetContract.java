package dev.logarchiver.pace;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.logarchiver.pace.CallBudget.Precedence;
import dev.logarchiver.pace.CallBudget.Turn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every budget does, whoever shares it. However slow the machine is, a call never
 * comes too early.
 */
public abstract class CallBudgetContract {

	protected static final Duration FIRST_PAUSE = Duration.ofMillis(100);

	/**
	 * However it is shared, so many calls may come at once after a moment without any.
	 */
	private static final double AT_ONCE = 0.1;

	/** Opens a budget of which nothing is known yet. */
	protected abstract CallBudget open(@Nullable Double limit, Consumer<Duration> waiting);

	private CallBudget open(@Nullable Double limit) {
		return open(limit, (pause) -> LockSupport.parkNanos(pause.toNanos()));
	}

	@Test
	void isOpenUntilTheServerRefuses() {
		AtomicBoolean waited = new AtomicBoolean();
		CallBudget budget = open(null, (pause) -> waited.compareAndSet(false, pause.isPositive()));
		for (int call = 0; call < 1000; call++) {
			budget.enter(Precedence.USUAL).accepted();
		}
		assertThat(waited).isFalse();
		assertThat(budget.rate()).isEmpty();
	}

	@Test
	void neverExceedsItsLimit() {
		CallBudget budget = open(100.0);
		long start = System.nanoTime();
		for (int call = 0; call < 40; call++) {
			budget.enter(Precedence.USUAL).accepted();
		}
		assertThat(seconds(start)).isGreaterThan(39 / 100.0 - AT_ONCE - 0.01);
		assertThat(budget.rate()).hasValue(100);
	}

	@Test
	void threadsShareTheLimit() throws Exception {
		CallBudget budget = open(100.0);
		long start = System.nanoTime();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (Future<?> thread : IntStream.range(0, 8)
				.mapToObj((_) -> threads
					.submit(() -> IntStream.range(0, 5).forEach((_) -> budget.enter(Precedence.LOW).accepted())))
				.toList()) {
				thread.get(1, TimeUnit.MINUTES);
			}
		}
		assertThat(seconds(start)).isGreaterThan(39 / 100.0 - AT_ONCE - 0.01);
	}

	@Test
	void aBurstOfRefusalsLowersTheRateOnce() {
		CallBudget budget = open(100.0);
		List<Turn> burst = Stream.generate(() -> budget.enter(Precedence.USUAL)).limit(10).toList();
		burst.get(3).refused(null);
		double lowered = budget.rate().orElseThrow();
		assertThat(lowered).isLessThan(71).isPositive();
		burst.forEach((turn) -> turn.refused(null));
		assertThat(budget.rate()).hasValue(lowered);
		budget.enter(Precedence.USUAL).refused(null);
		assertThat(budget.rate().orElseThrow()).isLessThan(0.75 * lowered);
	}

	@Test
	void allPauseAfterARefusal() {
		CallBudget budget = open(null);
		Turn refused = budget.enter(Precedence.USUAL);
		long start = System.nanoTime();
		refused.refused(null);
		budget.enter(Precedence.USUAL);
		assertThat(seconds(start)).isGreaterThan(0.095);
	}

	@Test
	void aPauseIsTwiceAsLongUntilACallIsAccepted() {
		CallBudget budget = open(null);
		for (double pause : new double[] { 0.1, 0.2, 0.4 }) {
			assertThat(pauseAfterRefusal(budget)).isGreaterThan(0.95 * pause);
		}
		budget.enter(Precedence.USUAL).accepted();
		budget.enter(Precedence.USUAL).refused(null);
		assertThat(budget.rate()).isPresent();
	}

	private static double pauseAfterRefusal(CallBudget budget) {
		Turn turn = budget.enter(Precedence.USUAL);
		long start = System.nanoTime();
		turn.refused(null);
		budget.enter(Precedence.USUAL);
		return seconds(start);
	}

	@Test
	void waitsForAsLongAsTheServerAsks() {
		CallBudget budget = open(null);
		List<Turn> burst = Stream.generate(() -> budget.enter(Precedence.USUAL)).limit(2).toList();
		burst.getFirst().refused(null);
		long start = System.nanoTime();
		burst.getLast().refused(Duration.ofMillis(400));
		budget.enter(Precedence.USUAL);
		assertThat(seconds(start)).isGreaterThan(0.395);
	}

	@Test
	void theRateRisesAgainUpToItsLimit() {
		CallBudget budget = open(30.0);
		budget.enter(Precedence.USUAL).refused(null);
		double lowered = budget.rate().orElseThrow();
		assertThat(lowered).isLessThan(22);
		while (budget.rate().orElseThrow() < lowered + 1) {
			budget.enter(Precedence.USUAL).accepted();
		}
		assertThat(budget.rate().orElseThrow()).isLessThanOrEqualTo(30);
	}

	@Test
	void whoeverMustNotGoOnLeavesTheOthersTheirTurns() {
		AtomicBoolean cut = new AtomicBoolean();
		CallBudget budget = open(1000.0, (pause) -> {
			if (cut.get()) {
				throw new CancellationException("cut");
			}
			LockSupport.parkNanos(pause.toNanos());
		});
		budget.enter(Precedence.USUAL).accepted();
		cut.set(true);
		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> budget.enter(Precedence.USUAL));
		cut.set(false);
		budget.enter(Precedence.USUAL).accepted();
	}

	private static double seconds(long start) {
		return (System.nanoTime() - start) / 1e9;
	}

}
