package dev.logarchiver.ledger;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import dev.logarchiver.intake.ListEntry;
import dev.logarchiver.intake.WorkerList;
import dev.logarchiver.run.WorkerId;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The lists that executions work on. Each is kept once, under the digest of its entries.
 */
@Repository
public class WorkerLists {

	/**
	 * What the ledger holds of an entry, as columns for {@link ListedWorkerRows}. Ordered
	 * by whole keys: else H2 sorts all that is left of the list for each page, and all
	 * that is archived of each Worker. PostgreSQL would answer {@code EXISTS} by looking
	 * through the whole index. Where the newest final log is but a preview, the run is
	 * empty.
	 */
	public static final String KNOWN = """
			(SELECT CASE WHEN completeness = 'full' THEN run_id ELSE '' END FROM archived_log log
				WHERE log.worker_id = entry.worker_id AND is_final = TRUE
				ORDER BY log.worker_id DESC, is_final DESC, run_at DESC FETCH FIRST 1 ROWS ONLY) AS newest,
			(SELECT run_id FROM archived_log log WHERE log.worker_id = entry.worker_id AND is_final = FALSE
				ORDER BY log.worker_id DESC, is_final DESC, run_at DESC FETCH FIRST 1 ROWS ONLY) AS not_final,
			(SELECT run_id FROM pruned_log pruned WHERE pruned.worker_id = entry.worker_id
				ORDER BY pruned.worker_id, run_id, revision FETCH FIRST 1 ROWS ONLY) AS pruned""";

	private static final String PAGE = "SELECT entry.*, " + KNOWN
			+ " FROM worker_list_entry entry WHERE list_id = ? AND entry_number > ? "
			+ "ORDER BY list_id, entry_number LIMIT ?";

	private final JdbcClient jdbc;

	private final JdbcTemplate template;

	private final TransactionTemplate transaction;

	private final Clock clock;

	WorkerLists(JdbcClient jdbc, JdbcTemplate template, PlatformTransactionManager transactions, Clock clock) {
		this.jdbc = jdbc;
		this.template = template;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/**
	 * Keeps a list, unless the same list is kept already. To be called outside of any
	 * transaction.
	 * @return the kept list, without repeats
	 */
	public KeptList keep(WorkerList list) {
		return kept(list).orElseGet(() -> store(list::forEach));
	}

	/** The kept list with the same entries, where there is one. */
	public Optional<KeptList> kept(WorkerList list) {
		return find(list.digest());
	}

	/** A kept list by its number, where one has it. */
	public Optional<KeptList> find(long id) {
		return this.jdbc.sql("SELECT list_id, entries FROM worker_list WHERE list_id = ?")
			.param(id)
			.query(KeptList.class)
			.optional();
	}

	/**
	 * The entries after a place in the list, 0 at the start, in their order. Runs outside
	 * of any transaction, so that no connection is held by whoever goes on with the
	 * entries.
	 */
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	public List<ListedWorker> entries(long list, long after, int limit) {
		return this.jdbc.sql(PAGE).params(list, after, limit).query(ListedWorkerRows::readWithKnown).list();
	}

	/** Entries by their numbers, at most some hundreds, in their order. */
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	public List<ListedWorker> entries(long list, Collection<Long> numbers) {
		if (numbers.isEmpty()) {
			return List.of();
		}
		return this.jdbc
			.sql("SELECT * FROM worker_list_entry WHERE list_id = :list AND entry_number IN (:numbers) "
					+ "ORDER BY entry_number")
			.param("list", list)
			.param("numbers", numbers)
			.query(ListedWorkerRows::read)
			.list();
	}

	/** Whether a Worker is in a list. */
	public boolean contains(long list, WorkerId worker) {
		return this.jdbc.sql("SELECT COUNT(*) FROM worker_list_entry WHERE list_id = ? AND worker_id = ?")
			.params(list, worker.value())
			.query(Long.class)
			.single() > 0;
	}

	/** Whether a Worker is in any list, however old. */
	public boolean contain(WorkerId worker) {
		return this.jdbc.sql("SELECT COUNT(*) FROM (SELECT (SELECT COUNT(*) FROM worker_list_entry entry "
				+ "WHERE entry.list_id = list.list_id AND entry.worker_id = ?) AS found FROM worker_list list) lists "
				+ "WHERE found > 0")
			.param(worker.value())
			.query(Long.class)
			.single() > 0;
	}

	private Optional<KeptList> find(String digest) {
		return this.jdbc.sql("SELECT list_id, entries FROM worker_list WHERE digest = ?")
			.param(digest)
			.query(KeptList.class)
			.optional();
	}

	/**
	 * The same list may be kept meanwhile by another process, or the file may have become
	 * one that is kept: then the list that was there first counts.
	 */
	KeptList store(Consumer<Consumer<ListEntry>> entries) {
		ListInsertion insertion = new ListInsertion(this.jdbc, this.template, this.clock.instant());
		try {
			return Objects.requireNonNull(this.transaction.execute((_) -> insertion.insert(entries)));
		}
		catch (DuplicateKeyException ex) {
			return find(insertion.digest()).orElseThrow(() -> ex);
		}
	}

	/**
	 * A list in the database.
	 *
	 * @param listId its number
	 * @param entries how many distinct Workers and bad lines it has
	 */
	public record KeptList(long listId, long entries) {
	}

}
