package dev.logarchiver.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.logarchiver.archiving.Problem;
import dev.logarchiver.archiving.TextCheck;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.RowRepair;
import dev.logarchiver.store.LogStore;

/**
 * Reads back a share of what one execution stored, at least one object, at its end: a
 * store may say yes to all and keep nothing. Where one is wrong, all are looked at. Keeps
 * no more than a few thousand keys in memory. Thread-safe.
 */
public final class ReadBack {

	/** Beyond that, the rows of the ledger are read for it. */
	private static final int MOST_REMEMBERED = 10_000;

	/** Of larger objects, the size alone is compared. */
	private static final long LARGEST_READ = 16 * 1024 * 1024;

	private final RowRepair rows;

	private final LogStore store;

	private final long taker;

	private final ReadBackSample sample;

	/**
	 * Begins with an execution.
	 * @param ledger knows what is archived
	 * @param rows takes back what isn't
	 * @param store holds the objects
	 * @param taker who archives again besides the next run of the job, as in
	 * {@link PendingRun}
	 * @param execution the execution's number
	 * @param part which share of its objects is read, above 0 and up to 1
	 * @param day another share each day
	 */
	public ReadBack(Ledger ledger, RowRepair rows, LogStore store, long taker, long execution, double part,
			LocalDate day) {
		this.rows = rows;
		this.store = store;
		this.taker = taker;
		this.sample = new ReadBackSample(ledger, execution, new DailySample(part, day), MOST_REMEMBERED);
	}

	/**
	 * Takes note of an object that was stored.
	 * @param log its row, which may still fail to be recorded
	 */
	public synchronized void stored(ArchivedLog log) {
		this.sample.add(log);
	}

	/**
	 * Reads the objects. The rows of those that are wrong are taken back, and their runs
	 * are archived again by a restart or the next run of the job.
	 * @return what is wrong, or the beginning of that if it is very much
	 * @throws dev.logarchiver.failure.OutOfReachException if the store can't be used
	 */
	public synchronized List<Problem> check() {
		List<Problem> wrong = new ArrayList<>();
		List<Problem> further = takeBack(this.sample.logs());
		while (!further.isEmpty()) {
			if (wrong.size() < MOST_REMEMBERED) {
				wrong.addAll(further);
			}
			further = takeBack(this.sample.allLogs());
		}
		return wrong;
	}

	private List<Problem> takeBack(Stream<ArchivedLog> logs) {
		List<Wrong> wrong = new ArrayList<>();
		Concurrently.process(logs, this::examine,
				(results) -> results.flatMap(Optional::stream).limit(MOST_REMEMBERED).forEach(wrong::add));
		wrong.forEach((one) -> this.rows.takeBack(one.log(), this.taker));
		return wrong.stream().map(Wrong::problem).toList();
	}

	/** An object that the store doesn't give is nothing that is known to be wrong. */
	private Optional<Wrong> examine(ArchivedLog log) {
		return look(log).filter((problem) -> problem.kind() != Problem.Kind.UNREADABLE)
			.map((problem) -> new Wrong(log, problem));
	}

	private Optional<Problem> look(ArchivedLog log) {
		Optional<Problem> problem = new SizeCheck(this.store).check(log);
		return (problem.isEmpty() && log.objectSize() <= LARGEST_READ) ? new TextCheck(this.store).check(log) : problem;
	}

	/**
	 * An object and what is wrong with it.
	 *
	 * @param log its row
	 * @param problem what is wrong
	 */
	private record Wrong(ArchivedLog log, Problem problem) {
	}

}
