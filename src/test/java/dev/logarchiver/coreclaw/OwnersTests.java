package dev.logarchiver.coreclaw;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whose listed runs are.
 */
class OwnersTests {

	private final Owners owners = new Owners();

	private final List<Run> runs = new ArrayList<>();

	private boolean asked;

	private OwnersTests run(String id, @Nullable String slug) {
		this.runs.add(Run.unknown(new RunId(id)));
		this.owners.add(new RunId(id), slug);
		return this;
	}

	private ListedRuns ofOne(String worker, @Nullable String own) {
		return this.owners.ofOne(new ListedRuns(this.runs, List.of(), List.of(), 0, 1), WorkerId.parse(worker), () -> {
			this.asked = true;
			return own;
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "shop", "acme~shop" })
	void asksNothingWhereAllAreNamedLikeTheWorker(String worker) {
		assertThat(run("a", "shop").run("b", "shop").run("c", null).ofOne(worker, "other").runs()).hasSize(3);
		assertThat(this.asked).isFalse();
	}

	@Test
	void asksNothingWhereNoRowSaysAnything() {
		assertThat(run("a", null).ofOne("shop", "other").runs()).hasSize(1);
		assertThat(this.asked).isFalse();
	}

	@Test
	void leavesOutTheRunsOfOthers() {
		ListedRuns listed = run("a", "shop").run("b", "other").run("c", null).ofOne("shop", "shop");
		assertThat(ids(listed)).containsExactly("a", "c");
		assertThat(listed.foreign()).containsExactly("run b of the Worker 'other'");
	}

	@Test
	void knowsTheWorkerByItsLastRun() {
		assertThat(run("a", "s-1").run("b", "s-1").ofOne("acme~shop", "s-1").foreign()).isEmpty();
		assertThat(ids(run("c", "shop").ofOne("acme~shop", "s-1"))).containsExactly("a", "b");
	}

	@Test
	void leavesOutNothingWhereItIsNotKnown() {
		assertThat(run("a", "s-1").run("b", "s-2").ofOne("acme~shop", null).runs()).hasSize(2);
	}

	private static Stream<String> ids(ListedRuns listed) {
		return listed.runs().stream().map((run) -> run.id().value());
	}

}
