package dev.logarchiver.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.logarchiver.intake.ListEntry;
import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.intake.ListEntry.Rejected;
import dev.logarchiver.intake.Origin;
import dev.logarchiver.intake.Selection;
import dev.logarchiver.intake.WorkerList;
import dev.logarchiver.ledger.ListedWorker.Known;
import dev.logarchiver.ledger.WorkerLists.KeptList;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.state.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.support.JdbcTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What is promised of the lists that executions work on.
 */
abstract class WorkerListsContract {

	private final TestDatabase database;

	private final WorkerLists lists;

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	WorkerListsContract(TestDatabase database) {
		this.database = database;
		this.lists = new WorkerLists(database.jdbc(), database.template(),
				new JdbcTransactionManager(database.dataSource()), Clock.systemUTC());
	}

	@Test
	void keepsTheSameListOnce() throws IOException {
		Path file = Files.writeString(this.directory.resolve("list.txt"), "acme/a\nacme/b\n");
		KeptList first = keep(List.of("c"), List.of(file));
		KeptList second = keep(List.of("c"), List.of(file));
		assertThat(second).isEqualTo(first).extracting(KeptList::entries).isEqualTo(3L);
		assertThat(this.lists.find(first.listId())).hasValue(first);
		assertThat(this.database.count("worker_list")).isOne();
		assertThat(this.database.count("worker_list_entry")).isEqualTo(3);
	}

	@Test
	void keepsAnotherOrderAsAnotherList() {
		KeptList first = keep(List.of("a", "b"), List.of());
		KeptList second = keep(List.of("b", "a"), List.of());
		assertThat(second.listId()).isNotEqualTo(first.listId());
		assertThat(workers(first)).containsExactly("a", "b");
		assertThat(workers(second)).containsExactly("b", "a");
	}

	@Test
	void keepsTheSameEntriesFromElsewhereAsAnotherList() {
		KeptList first = this.lists.store(List.of(listed("a", "one.txt", 1))::forEach);
		KeptList second = this.lists.store(List.of(listed("a", "two.txt", 1))::forEach);
		KeptList third = this.lists.store(List.of(listed("a", "two.txt", 2))::forEach);
		assertThat(List.of(first, second, third)).extracting(KeptList::listId).doesNotHaveDuplicates();
	}

	@Test
	void leavesRepeatsOutAndKeepsTheFirst() {
		List<ListEntry> entries = List.of(listed("a", "f", 1), listed("b", "f", 2), listed("a", "f", 3),
				listed("c", "f", 4), listed("b", "g", 1));
		KeptList list = this.lists.store(entries::forEach);
		assertThat(list.entries()).isEqualTo(3);
		assertThat(this.lists.entries(list.listId(), 0, 9)).extracting(ListedWorker::number, ListedWorker::entry)
			.containsExactly(tuple(1L, entries.get(0)), tuple(2L, entries.get(1)), tuple(4L, entries.get(3)));
	}

	@Test
	void keepsEveryBadLine() {
		Rejected line = new Rejected("no such\\u0000 worker 🙂".repeat(200), "x".repeat(2003),
				new Origin("f".repeat(4096), 1));
		Rejected again = new Rejected(line.text(), line.reason(), new Origin("f", Long.MAX_VALUE));
		KeptList list = this.lists.store(List.of(line, again)::forEach);
		assertThat(list.entries()).isEqualTo(2);
		assertThat(this.lists.entries(list.listId(), 0, 9)).extracting(ListedWorker::entry)
			.containsExactly(line, again);
	}

	@Test
	void tellsWhatIsKnownOfAPage() {
		Ledger ledger = new Ledger(this.database.jdbc());
		ledger.record(List.of(SampleLogs.settled("full", "r1", SampleLogs.NOON),
				SampleLogs.settled("full", "r2", SampleLogs.NOON.plusSeconds(1)),
				SampleLogs.settled("both", "r1", SampleLogs.NOON.plusSeconds(1)),
				SampleLogs.open("both", "r2", SampleLogs.NOON), SampleLogs.open("open", "r1", SampleLogs.NOON)));
		KeptList list = keep(List.of("full", "both", "open", "new"), List.of());
		assertThat(this.lists.entries(list.listId(), 0, 9)).extracting(ListedWorker::known)
			.containsExactly(new Known(new RunId("r2"), false, false), new Known(new RunId("r1"), true, false),
					new Known(null, true, false), new Known(null, false, false));
	}

	@Test
	void givesEntriesInPages() {
		KeptList list = keep(IntStream.range(0, 2500).mapToObj((i) -> "w" + i % 2400).toList(), List.of());
		assertThat(list.entries()).isEqualTo(2400);
		assertThat(this.lists.entries(list.listId(), 0, 1000)).hasSize(1000)
			.first()
			.extracting(ListedWorker::number)
			.isEqualTo(1L);
		assertThat(this.lists.entries(list.listId(), 1000, 1000)).hasSize(1000)
			.first()
			.extracting(ListedWorker::number)
			.isEqualTo(1001L);
		assertThat(this.lists.entries(list.listId(), 2000, 1000)).hasSize(400);
		assertThat(this.lists.entries(list.listId(), 2500, 1000)).isEmpty();
	}

	@Test
	void givesEntriesByNumber() {
		KeptList other = keep(List.of("x", "y"), List.of());
		KeptList list = keep(List.of("a", "b", "a", "c"), List.of());
		assertThat(this.lists.entries(list.listId(), List.of(4L, 3L, 1L))).extracting(ListedWorker::number)
			.containsExactly(1L, 4L);
		assertThat(this.lists.entries(list.listId(), List.of())).isEmpty();
		assertThat(workers(other)).containsExactly("x", "y");
	}

	@Test
	void knowsOnlyListsThatAreKept() {
		assertThat(this.lists.find(-1)).isEmpty();
		assertThat(this.lists.entries(-1, 0, 9)).isEmpty();
	}

	@Test
	void aFileThatTurnedIntoAKeptListMeanwhileIsThatList() {
		List<ListEntry> entries = List.of(listed("a", "f", 1), listed("b", "f", 2));
		KeptList kept = this.lists.store(entries::forEach);
		assertThat(this.lists.store(entries::forEach)).isEqualTo(kept);
		assertThat(this.database.count("worker_list")).isOne();
		assertThat(this.database.count("worker_list_entry")).isEqualTo(2);
	}

	@Test
	void aListThatIsKeptIsNotReadAgainToRecogniseIt() throws IOException {
		Path file = Files.writeString(this.directory.resolve("workers.txt"), "a\nb\n");
		KeptList kept = keep(List.of(), List.of(file));
		try (WorkerList list = new Selection().files(List.of(file.toString()), "--workers")
			.open(InputStream.nullInputStream(), this.directory)) {
			Files.writeString(file, "c\n");
			assertThat(this.lists.keep(list)).isEqualTo(kept);
		}
		Files.writeString(file, "a\nb\nc\n");
		try (WorkerList list = new Selection().files(List.of(file.toString()), "--workers")
			.open(InputStream.nullInputStream(), this.directory)) {
			Files.writeString(file, "d\n");
			KeptList changed = this.lists.keep(list);
			assertThat(workers(changed)).containsExactly("d");
			assertThat(this.lists.keep(list)).isEqualTo(changed);
		}
		assertThat(workers(keep(List.of(), List.of(file)))).containsExactly("d");
		assertThat(this.database.count("worker_list")).isEqualTo(2);
	}

	@Test
	void aListThatCannotBeReadToItsEndLeavesNothing() {
		assertThatIllegalStateException().isThrownBy(() -> this.lists.store((consumer) -> {
			IntStream.range(0, 1500).forEach((i) -> consumer.accept(listed("w" + i, "f", i)));
			throw new IllegalStateException("disk");
		}));
		assertThat(this.database.count("worker_list")).isZero();
		assertThat(this.database.count("worker_list_entry")).isZero();
	}

	@Test
	void twoThatKeepTheSameListAtOnceGetTheSameOne() throws Exception {
		CyclicBarrier bothAreWriting = new CyclicBarrier(2);
		Callable<KeptList> keep = () -> this.lists.store((consumer) -> {
			IntStream.range(0, 1500).forEach((i) -> consumer.accept(listed("w" + i, "f", i)));
			await(bothAreWriting);
		});
		try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
			Future<KeptList> first = threads.submit(keep);
			Future<KeptList> second = threads.submit(keep);
			assertThat(first.get(1, TimeUnit.MINUTES)).isEqualTo(second.get(1, TimeUnit.MINUTES));
		}
		assertThat(this.database.count("worker_list")).isOne();
		assertThat(this.database.count("worker_list_entry")).isEqualTo(1500);
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await(1, TimeUnit.MINUTES);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private KeptList keep(List<String> workers, List<Path> files) {
		Selection selection = new Selection().workers(workers, "--worker")
			.files(files.stream().map(Path::toString).toList(), "--workers");
		try (WorkerList list = selection.open(InputStream.nullInputStream(), this.directory)) {
			return this.lists.keep(list);
		}
	}

	private List<String> workers(KeptList list) {
		return this.lists.entries(list.listId(), 0, Integer.MAX_VALUE)
			.stream()
			.map((listed) -> switch (listed.entry()) {
				case Listed worker -> worker.worker().value();
				case Rejected rejected -> rejected.text();
			})
			.toList();
	}

	private static ListEntry listed(String worker, String source, long line) {
		return new Listed(new WorkerId(worker), new Origin(source, line));
	}

}
