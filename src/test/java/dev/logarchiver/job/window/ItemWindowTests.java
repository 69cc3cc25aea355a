package dev.logarchiver.job.window;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Objects;
import java.util.function.Function;

import dev.logarchiver.job.window.ItemWindow.Ended;
import org.junit.jupiter.api.Test;

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
		ItemWindow<String, String> window = new ItemWindow<>(1,
				new TextWork(Collections.emptyIterator(), process, new ArrayList<>()));
		try {
			window.add("item");
			return Objects.requireNonNull(window.poll(Duration.ofSeconds(30)));
		}
		finally {
			window.close(() -> {
			}, Duration.ofSeconds(1));
		}
	}

}
