package dev.logarchiver.ledger;

import java.time.Clock;
import java.util.List;

import dev.logarchiver.state.TestDatabase;
import org.junit.jupiter.api.Test;

import static dev.logarchiver.ledger.SampleLogs.NOON;
import static dev.logarchiver.ledger.SampleLogs.settled;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is promised of the pruned logs of a ledger that is rebuilt.
 */
abstract class TombstonesContract {

	private static final PrunedLog PRUNED = new PrunedLog(settled("r"), "keep-last 1", NOON.plusSeconds(60), 7, null);

	private final Ledger ledger;

	private final PrunedLogs pruned;

	private final Tombstones tombstones;

	TombstonesContract(TestDatabase database) {
		this.ledger = new Ledger(database.jdbc());
		this.pruned = new PrunedLogs(database.jdbc(), Clock.systemUTC());
		this.tombstones = new Tombstones(database.jdbc());
	}

	@Test
	void remembersWhatWasPrunedOnce() {
		assertThat(this.tombstones.add(List.of(PRUNED))).isEqualTo(1);
		assertThat(this.tombstones.add(List.of(PRUNED))).isZero();
		assertThat(this.pruned.find(PRUNED.log().worker(), PRUNED.log().runId())).singleElement()
			.isEqualTo(new PrunedLog(PRUNED.log(), PRUNED.rule(), PRUNED.prunedAt(), 7, PRUNED.prunedAt()));
		assertThat(this.tombstones.isPending(PRUNED.log())).isFalse();
		this.tombstones.remove(PRUNED.log());
		assertThat(this.pruned.find(PRUNED.log().worker(), PRUNED.log().runId())).isEmpty();
	}

	@Test
	void whatIsArchivedStaysSo() {
		this.ledger.record(List.of(PRUNED.log()));
		assertThat(this.tombstones.add(List.of(PRUNED))).isZero();
		assertThat(this.pruned.find(PRUNED.log().worker(), PRUNED.log().runId())).isEmpty();
	}

	@Test
	void whatIsMarkedAndNotDoneIsPending() {
		this.ledger.record(List.of(PRUNED.log()));
		assertThat(this.pruned.mark(List.of(PRUNED))).hasSize(1);
		assertThat(this.tombstones.isPending(PRUNED.log())).isTrue();
		this.pruned.done(List.of(PRUNED));
		assertThat(this.tombstones.isPending(PRUNED.log())).isFalse();
	}

}
