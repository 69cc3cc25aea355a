package dev.logarchiver.job.window;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is recorded when a step has to end.
 */
class SlidingWindowTests {

	private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(30);

	private final List<String> written = new ArrayList<>();

	private final StepContribution contribution = new StepContribution(
			new StepExecution(1, "step", new JobExecution(1, new JobInstance(1, "job"), new JobParameters())));

	/** A log that is stored by then must not be unknown to the ledger. */
	@Test
	void whatIsInProgressIsRecordedBeforeAProblemEndsTheStep() throws Exception {
		CountDownLatch broken = new CountDownLatch(1);
		SlidingWindow<String, String> window = window(List.of("slow", "broken"), (item) -> {
			if (item.equals("broken")) {
				broken.countDown();
				throw new NoClassDefFoundError("x");
			}
			await(broken);
			sleep(Duration.ofSeconds(1));
			return "done";
		});
		assertThat(window.commitNext(this.contribution)).isTrue();
		assertThat(this.written).containsExactly("done");
		assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(() -> window.commitNext(this.contribution));
		window.close();
	}

	private SlidingWindow<String, String> window(List<String> items, Function<String, String> work) {
		return new SlidingWindow<>(new TextWork(items.iterator(), work, this.written), new Undisturbed(), items.size(),
				DRAIN_TIMEOUT);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void sleep(Duration time) {
		try {
			Thread.sleep(time);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Nobody stops the process. */
	private static final class Undisturbed implements WindowHost {

		@Override
		public boolean isStopping() {
			return false;
		}

		@Override
		public void requireOwnership() {
		}

		@Override
		public void cut() {
		}

	}

}
