package dev.logarchiver.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import dev.logarchiver.audit.FoundObject.Candidate;
import dev.logarchiver.audit.FoundObject.Gone;
import dev.logarchiver.audit.FoundObject.Indexed;
import dev.logarchiver.audit.FoundObject.Known;
import dev.logarchiver.audit.FoundObject.Leftover;
import dev.logarchiver.audit.FoundObject.Refused;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.PendingRuns;
import dev.logarchiver.ledger.RowRepair;
import dev.logarchiver.ledger.StrayPartials;
import dev.logarchiver.ledger.TextEntries;
import dev.logarchiver.ledger.Tombstones;
import dev.logarchiver.state.TestDatabase;
import dev.logarchiver.store.spool.EntryPoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.logarchiver.ledger.SampleLogs.ended;
import static dev.logarchiver.ledger.SampleLogs.open;
import static dev.logarchiver.ledger.SampleLogs.settled;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a rebuilt and a repaired ledger promise.
 */
abstract class RebuiltRowsContract {

	private final Ledger ledger;

	private final StrayPartials partials;

	private final RowInsertion insertion;

	private final RowRepair repair;

	private final TextEntries entries;

	RebuiltRowsContract(TestDatabase database) {
		this.ledger = new Ledger(database.jdbc());
		this.partials = new StrayPartials(database.jdbc());
		this.entries = new TextEntries(database.jdbc());
		this.repair = new RowRepair(this.ledger, new PendingRuns(database.jdbc()), this.entries, database.jdbc());
		this.insertion = new RowInsertion(this.ledger, this.partials, new Tombstones(database.jdbc()));
	}

	private List<FoundObject> insert(ArchivedLog... logs) {
		return List.of(logs)
			.stream()
			.flatMap((log) -> this.insertion.insert(List.of(new Candidate(log))).stream())
			.toList();
	}

	private List<ArchivedLog> rows() {
		return this.ledger.all().toList();
	}

	/**
	 * A final log as its object alone shows it.
	 */
	private static ArchivedLog end(ArchivedLog open, int revision) {
		ArchivedLog log = ended(open, revision);
		return new ArchivedLog(log.worker(), log.run(), revision, log.key(), true, log.completeness(), log.text(),
				log.objectSize(), log.unchangedSince(), log.archivedAt(), 0, null, null);
	}

	@Test
	void takesInWhatIsMissingAndLeavesTheRest() {
		ArchivedLog log = settled("r");
		assertThat(insert(log, log, open("s"), open("s"))).containsExactly(new Indexed(false), new Known(false),
				new Indexed(true), new Known(true));
		assertThat(rows()).containsExactlyInAnyOrder(log, open("s"));
	}

	@Test
	void handsThroughWhatIsNoLog() {
		List<FoundObject> others = List.of(new Gone(), new Leftover(), new Refused("k", "why"));
		assertThat(this.insertion.insert(others)).isEqualTo(others);
	}

	@Test
	void keepsInMindThePartialObjectBesideAFinalOneInEitherOrder() {
		ArchivedLog first = open("r1");
		ArchivedLog second = open("r2");
		assertThat(insert(first, end(first, 1), end(second, 2), second)).containsExactly(new Indexed(true),
				new Indexed(false), new Indexed(false), new Leftover());
		assertThat(rows()).allMatch(ArchivedLog::isFinal)
			.extracting(ArchivedLog::leftover)
			.containsExactlyInAnyOrder(first.key(), second.key());
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void givesTheSameRowsInAnyOrder(long seed) {
		ArchivedLog third = open("r").at(3, "worker=acme~shop/r.r3.partial");
		List<ArchivedLog> logs = new ArrayList<>(List.of(open("r"), end(open("r"), 1), end(open("r"), 2), third));
		Collections.shuffle(logs, new Random(seed));
		insert(logs.toArray(ArchivedLog[]::new));
		assertThat(rows()).extracting(ArchivedLog::revision).containsExactly(1, 2, 3);
		assertThat(this.partials.leftovers()).containsOnly(open("r").key());
		assertThat(this.ledger.notFinal(third.worker())).containsExactly(third);
	}

	@Test
	void refusesASecondObjectOfTheSameRevision() {
		ArchivedLog log = settled("r");
		assertThat(insert(log, log.at(1, "other.log")).getLast()).isInstanceOfSatisfying(Refused.class, (refused) -> {
			assertThat(refused.key()).isEqualTo("other.log");
			assertThat(refused.reason()).contains(log.key());
		});
		assertThat(rows()).containsExactly(log);
	}

	@Test
	void prefersTheNewerOfTwoPartialObjects() {
		ArchivedLog older = open("r");
		ArchivedLog newer = new ArchivedLog(older.worker(), older.run(), 1, "newer.partial", false,
				older.completeness(), older.text(), 1, older.unchangedSince(), older.archivedAt().plusSeconds(1), 0,
				null, null);
		assertThat(insert(older, newer).getLast()).isInstanceOfSatisfying(Refused.class,
				(refused) -> assertThat(refused.key()).isEqualTo(older.key()));
		assertThat(insert(older).getFirst()).isInstanceOf(Refused.class);
		assertThat(rows()).containsExactly(newer);
	}

	@Test
	void forgetsAMissingLogOnlyTogetherWithTheNewsOfAnother() {
		ArchivedLog missing = settled("r");
		ArchivedLog successor = missing.at(2, "r2.log");
		this.ledger.record(List.of(missing, settled("s")));
		this.repair.supersede(missing, successor);
		this.repair.supersede(missing, successor);
		assertThat(rows()).containsExactlyInAnyOrder(successor, settled("s"));
	}

	@Test
	void takesNoteOfTheSizeOfAFinalObject() {
		this.ledger.record(List.of(settled("r"), settled("s")));
		this.repair.restored(settled("r"), settled("r").withObjectSize(123));
		assertThat(rows()).containsExactlyInAnyOrder(settled("r").withObjectSize(123), settled("s"));
	}

	@Test
	void takesNoteOfWhereAFinalObjectCanBeEntered() {
		EntryPoints before = new EntryPoints(EntryPoints.BLOCK_SIZE + 1L, 0, false,
				List.of(new EntryPoints.Block(0, 0, 1), new EntryPoints.Block(5, 0, 2)));
		EntryPoints after = new EntryPoints(EntryPoints.BLOCK_SIZE + 1L, 0, false,
				List.of(new EntryPoints.Block(0, 0, 1), new EntryPoints.Block(7, 0, 2)));
		this.ledger.record(List.of(settled("r").withEntries(before)));
		this.repair.restored(settled("r"), settled("r"));
		assertThat(this.entries.find(settled("r"))).hasValue(before);
		this.repair.restored(settled("r"), settled("r").withEntries(after));
		assertThat(this.entries.find(settled("r"))).hasValue(after);
		this.repair.supersede(settled("r"), settled("r").at(2, "r2.log"));
		assertThat(this.entries.find(settled("r"))).isEmpty();
	}

}
