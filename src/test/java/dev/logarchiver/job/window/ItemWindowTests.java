package dev.logarchiver.job.window;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.logarchiver.archiving.Doubt;
import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.job.window.ItemWindow.Ended;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.batch.infrastructure.item.ExecutionContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What of an item's failure meets the others.
 */
class ItemWindowTests {

	static Stream<Error> ofOneItem() {
		return Stream.of(new OutOfMemoryError("Java heap space"), new StackOverflowError());
	}

	@ParameterizedTest
	@MethodSource("ofOneItem")
	void failsTheItemThatDoesNotFitInMemory(Error problem) throws InterruptedException {
		Ended<String> ended = end((item) -> {
			throw problem;
		});
		assertThat(ended.problem()).isNull();
		assertThat(ended.result()).startsWith("out_of_memory: ").contains("-Xmx");
	}

	@Test
	void endsTheJobWhereTheProgramItselfIsBroken() throws InterruptedException {
		LinkageError broken = new NoClassDefFoundError("x");
		assertThat(end((item) -> {
			throw broken;
		}).problem()).isSameAs(broken);
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
		public String failed(String item, Failed failure) {
			return failure.code() + ": " + failure.reason();
		}

		@Override
		public Stream<Doubt> doubts(String result) {
			return Stream.empty();
		}

		@Override
		public void write(List<String> results) {
		}

		@Override
		public void update(ExecutionContext context) {
		}

	}

}
