package dev.logarchiver.job;

import java.util.stream.Stream;

import dev.logarchiver.archiving.RunResult.Failed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which failures of an item the others meet too.
 */
class UnforeseenTests {

	private final Unforeseen unforeseen = new Unforeseen();

	static Stream<Error> ofOneItem() {
		return Stream.of(new OutOfMemoryError("Java heap space"), new StackOverflowError());
	}

	@ParameterizedTest
	@MethodSource("ofOneItem")
	void failsTheItemThatDoesNotFitInMemory(Error problem) {
		Failed failure = this.unforeseen.failure("item", problem).orElseThrow();
		assertThat(failure.code()).isEqualTo("out_of_memory");
		assertThat(failure.reason()).contains("-Xmx");
	}

	@Test
	void failsTheItemThatMeetsAMistakeOfTheProgram() {
		Failed failure = this.unforeseen.failure("item", new IllegalStateException("x")).orElseThrow();
		assertThat(failure.code()).isEqualTo("internal_error");
		assertThat(failure.reason()).contains("IllegalStateException", "please report it");
	}

	@Test
	void endsTheJobWhenTheProgramItselfIsBroken() {
		assertThat(this.unforeseen.failure("item", new NoClassDefFoundError("x"))).isEmpty();
	}

}
