package dev.logarchiver.job.window;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import dev.logarchiver.job.window.ItemWindow.Ended;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.batch.infrastructure.item.ExecutionContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What of an item's failure meets the others.
 */
class ItemWindowTests {

	@Test
	void failsTheItemThatCanFailAlone() throws InterruptedException {
		Ended<String> ended = end((item) -> {
			throw new OutOfMemoryError("Java heap space");
		});
		assertThat(ended.problem()).isNull();
		assertThat(ended.result()).isEqualTo("item: Java heap space");
	}

	@Test
	void endsTheStepWhenTheProblemIsNotTheItems() throws InterruptedException {
		LinkageError broken = new NoClassDefFoundError("x");
		Ended<String> ended = end((item) -> {
			throw broken;
		});
		assertThat(ended.problem()).isSameAs(broken);
		assertThat(ended.result()).isNull();
	}

	private static Ended<String> end(Function<String, String> process) throws InterruptedException {
		ItemWindow<String, String> window = new ItemWindow<>(1, new Work(process));
		try {
			window.add("item");
			return Objects.requireNonNull(window.poll(Duration.ofSeconds(30)));
		}
		finally {
			window.close(() -> {
			}, Duration.ofSeconds(1));
		}
	}

	/**
	 * Work on texts.
	 *
	 * @param work what becomes of one
	 */
	private record Work(Function<String, String> work) implements WindowWork<String, String> {

		@Override
		public void open(ExecutionContext context) {
		}

		@Override
		public @Nullable String read() {
			return null;
		}

		@Override
		public String process(String item) {
			return this.work.apply(item);
		}

		@Override
		public Optional<String> failed(String item, Throwable problem) {
			return (problem instanceof LinkageError) ? Optional.empty()
					: Optional.of(item + ": " + problem.getMessage());
		}

		@Override
		public boolean isCertain(String result) {
			return true;
		}

		@Override
		public void conclude(String result) {
		}

		@Override
		public void write(List<String> results) {
		}

		@Override
		public void update(ExecutionContext context) {
		}

	}

}
