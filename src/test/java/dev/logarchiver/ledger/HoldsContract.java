package dev.logarchiver.ledger;

import java.util.List;
import java.util.stream.IntStream;

import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.state.TestDatabase;
import org.junit.jupiter.api.Test;

import static dev.logarchiver.ledger.SampleLogs.NOON;
import static dev.logarchiver.ledger.SampleLogs.WORKER;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is promised of the holds.
 */
abstract class HoldsContract {

	private static final RunId RUN = new RunId("r");

	private static final Hold ON_RUN = new Hold(WORKER, RUN, "case 7", NOON);

	private static final Hold ON_WORKER = new Hold(WORKER, null, "é🙂'; DROP TABLE log_hold", NOON.plusNanos(1000));

	private final Holds holds;

	HoldsContract(TestDatabase database) {
		this.holds = new Holds(database.jdbc());
	}

	@Test
	void remembersWhatIsHeldAndWhy() {
		assertThat(this.holds.put(ON_RUN)).isEqualTo(ON_RUN);
		assertThat(this.holds.put(ON_WORKER)).isEqualTo(ON_WORKER);
		assertThat(this.holds.of(WORKER)).containsExactly(ON_WORKER, ON_RUN);
		assertThat(this.holds.find(WORKER, RUN)).hasValue(ON_RUN);
		assertThat(this.holds.find(WORKER, null)).hasValue(ON_WORKER);
		assertThat(this.holds.find(WORKER, new RunId("other"))).isEmpty();
		assertThat(this.holds.of(new WorkerId("other"))).isEmpty();
	}

	@Test
	void aHoldThatIsRepeatedHasAnotherReasonAndTheSameTime() {
		this.holds.put(ON_RUN);
		Hold again = new Hold(WORKER, RUN, "case 8", NOON.plusSeconds(60));
		assertThat(this.holds.put(again)).isEqualTo(new Hold(WORKER, RUN, "case 8", NOON));
		assertThat(this.holds.add(ON_RUN)).isFalse();
		assertThat(this.holds.of(WORKER)).containsExactly(new Hold(WORKER, RUN, "case 8", NOON));
	}

	@Test
	void endsOneHoldAndLeavesTheOthers() {
		this.holds.put(ON_RUN);
		this.holds.put(ON_WORKER);
		this.holds.remove(WORKER, null);
		assertThat(this.holds.of(WORKER)).containsExactly(ON_RUN);
		this.holds.remove(WORKER, new RunId("other"));
		this.holds.remove(WORKER, RUN);
		this.holds.remove(WORKER, RUN);
		assertThat(this.holds.of(WORKER)).isEmpty();
	}

	@Test
	void aHoldOnAWorkerIsOneOnEachOfItsRuns() {
		this.holds.put(ON_RUN);
		assertThat(this.holds.on(WORKER, RUN)).hasValue(ON_RUN);
		assertThat(this.holds.on(WORKER, new RunId("later"))).isEmpty();
		this.holds.put(ON_WORKER);
		assertThat(this.holds.on(WORKER, new RunId("later"))).hasValue(ON_WORKER);
		assertThat(this.holds.on(new WorkerId("acme"), RUN)).isEmpty();
	}

	@Test
	void saysWhichOfManyLogsAreHeld() {
		List<WorkerId> workers = IntStream.range(0, 2500).mapToObj((number) -> new WorkerId("w" + number)).toList();
		workers.stream()
			.filter((worker) -> worker.value().endsWith("7"))
			.forEach((worker) -> this.holds.put(new Hold(worker, RUN, "why", NOON)));
		HeldLogs held = this.holds.of(workers);
		assertThat(workers).allSatisfy((worker) -> {
			assertThat(held.find(worker, RUN).isPresent()).isEqualTo(worker.value().endsWith("7"));
			assertThat(held.find(worker, new RunId("other"))).isEmpty();
		});
		assertThat(this.holds.of(List.of()).find(WORKER, RUN)).isEmpty();
	}

	@Test
	void readsAllHoldsPageByPage() {
		List<Hold> held = IntStream.range(1000, 3001)
			.mapToObj((number) -> new Hold(new WorkerId("w" + number / 500), new RunId("r" + number), "why", NOON))
			.toList();
		held.forEach(this.holds::put);
		assertThat(this.holds.all()).containsExactlyElementsOf(held);
	}

}
