package dev.logarchiver.ledger;

import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.intake.Origin;
import dev.logarchiver.ledger.WorkerLists.KeptList;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.state.TestDatabase;

import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Keeps a list of many Workers, reads it page by page, and prints how many there were.
 */
final class LargeListProcess {

	private LargeListProcess() {
	}

	public static void main(String[] arguments) {
		int workers = Integer.parseInt(arguments[1]);
		try (HikariDataSource pool = TestDatabase.pool(arguments[0])) {
			TestDatabase database = new TestDatabase(pool);
			WorkerLists lists = new WorkerLists(database.jdbc(), database.template(), new JdbcTransactionManager(pool),
					Clock.systemUTC());
			KeptList list = lists.store((consumer) -> IntStream.rangeClosed(1, workers)
				.forEach((i) -> consumer.accept(
						new Listed(new WorkerId("owner-of-this~worker-number-" + i), new Origin("workers.txt", i)))));
			System.out.println(list.entries() + " kept, " + read(lists, list) + " read");
		}
	}

	private static long read(WorkerLists lists, KeptList list) {
		long read = 0;
		List<ListedWorker> page = lists.entries(list.listId(), 0, 500);
		while (!page.isEmpty()) {
			read += page.size();
			page = lists.entries(list.listId(), page.getLast().number(), 500);
		}
		return read;
	}

}
