package dev.logarchiver.archiving;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.logarchiver.archiving.Finding.Confirmed;
import dev.logarchiver.archiving.Finding.Fetched;
import dev.logarchiver.archiving.Finding.Settled;
import dev.logarchiver.archiving.Finding.Source;
import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.archiving.RunResult.Stored;
import dev.logarchiver.execution.Journal;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.ArchivedLog.TextDigest;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.Failures;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.ListedWorker;
import dev.logarchiver.run.RunId;
import dev.logarchiver.store.spool.SpooledLog;
import org.slf4j.event.Level;

import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/**
 * Stores what the processor fetched, by as many threads as call, and then records it in
 * the ledger: object first, row second.
 */
public class LogWriter implements ItemWriter<WorkerResult> {

	private static final int CLOSED_AFTER = 20;

	private final AtomicInteger deniedInARow = new AtomicInteger();

	private final AtomicLong stored = new AtomicLong();

	private final ObjectWriter objects;

	private final Ledger ledger;

	private final Failures failures;

	private final Function<Confirmed, Finding> anew;

	private final Consumer<ArchivedLog> readBack;

	private final Clock clock;

	private final long instance;

	private final long execution;

	/**
	 * Creates a writer.
	 * @param readBack told what is stored
	 * @param anew downloads a log whose partial object can't be used
	 */
	public LogWriter(ObjectWriter objects, Ledger ledger, Failures failures, Consumer<ArchivedLog> readBack,
			Function<Confirmed, Finding> anew, Clock clock, long instance, long execution) {
		this.readBack = readBack;
		this.anew = anew;
		this.objects = objects;
		this.ledger = ledger;
		this.failures = failures;
		this.clock = clock;
		this.instance = instance;
		this.execution = execution;
	}

	/**
	 * Stores the objects of one Worker. A store that refuses one object fails that Worker
	 * only; one that denies them all ends the job.
	 * @param item the entry of the list
	 * @param findings what the processor found out
	 * @return the Worker's result, still to be recorded
	 * @throws OutOfReachException if nothing can be stored any more
	 */
	public WorkerResult store(ListedWorker item, List<Finding> findings) {
		return new WorkerResult(item, findings.stream().map(this::store).toList());
	}

	/**
	 * Stores the object of one run.
	 * @param finding what the processor found out
	 * @return what became of the run, still to be recorded
	 * @throws OutOfReachException if nothing can be stored any more
	 */
	public RunResult store(Finding finding) {
		return switch (finding) {
			case Settled settled -> settled.result();
			case Fetched fetched -> store(fetched);
			case Confirmed confirmed -> confirm(confirmed);
		};
	}

	/**
	 * Where the partial object is not what it was, the log is downloaded anew: the
	 * platform may still have it.
	 */
	private RunResult confirm(Confirmed confirmed) {
		Fetched read;
		try {
			read = this.objects.read(confirmed);
		}
		catch (StoreException ex) {
			return switch (this.anew.apply(confirmed)) {
				case Fetched fetched -> store(fetched);
				case Settled(Failed failed) -> failed.because(ex);
				case Settled settled -> settled.result();
				case Confirmed _ -> throw new IllegalStateException("Nothing was there to confirm", ex);
			};
		}
		return store(read);
	}

	private RunResult store(Fetched fetched) {
		try (SpooledLog _ = fetched.text()) {
			return guarded(fetched.run().id(), () -> this.objects.store(fetched));
		}
	}

	private RunResult guarded(RunId run, Supplier<ArchivedLog> work) {
		try {
			ArchivedLog log = work.get();
			this.readBack.accept(log);
			Stored result = new Stored(log);
			this.deniedInARow.set(0);
			this.stored.incrementAndGet();
			return result;
		}
		catch (StoreException ex) {
			String reason = String.valueOf(ex.getMessage());
			return ex.mayConcernAll() ? denied(run, ex, reason) : new Failed(run, ex.code(), reason, null);
		}
	}

	/**
	 * A policy may deny one object, or all of them; and something between may say yes to
	 * one object, or to all.
	 */
	private Failed denied(RunId run, StoreException problem, String reason) {
		long before = this.stored.get();
		if (this.deniedInARow.incrementAndGet() >= CLOSED_AFTER) {
			throw new OutOfReachException(
					"The store " + did(problem) + CLOSED_AFTER + " objects in a row; the last: " + reason, problem);
		}
		return new Failed(run, problem.code(), reason, null,
				new Doubt(() -> this.stored.get() > before, () -> requireOpenStore(problem, reason)));
	}

	/**
	 * Where all that there was to store was denied, however little that was, an object of
	 * ours shows whether the store is closed.
	 */
	private void requireOpenStore(StoreException problem, String reason) {
		if (this.stored.get() == 0) {
			try {
				this.objects.probe();
			}
			catch (ConfigurationException | OutOfReachException ex) {
				throw new OutOfReachException("The store " + did(problem) + "every object; the last: " + reason,
						problem);
			}
		}
	}

	private static String did(StoreException problem) {
		return problem.denied() ? "denied " : "didn't confirm ";
	}

	@Override
	public void write(Chunk<? extends WorkerResult> chunk) {
		List<ArchivedLog> archived = new ArrayList<>();
		List<ArchivedLog> rows = new ArrayList<>();
		List<FailedWorker> failed = new ArrayList<>();
		for (WorkerResult result : chunk) {
			archived.addAll(result.archived());
			rows.addAll(result.rows());
			result.failure(this.clock.instant()).ifPresent(failed::add);
		}
		this.ledger.record(rows);
		this.failures.record(this.instance, this.execution, failed);
		archived.forEach((log) -> Journal.archived(Level.INFO, log));
		failed.forEach((worker) -> Journal.failed(Level.WARN, worker));
	}

}
