package dev.logarchiver.search;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.LogFilter;
import dev.logarchiver.lines.redaction.Redaction;
import dev.logarchiver.search.Pipeline.Work;
import dev.logarchiver.search.Results.Batch;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.NoSuchObjectException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

/**
 * Looks for lines in the texts of archived logs, newest run first: several logs at once,
 * in constant memory. A search ends early when its reader wants no more, or when the
 * thread that reads is interrupted.
 */
@Component
public class Search {

	private static final Log logger = LogFactory.getLog(Search.class);

	private final Ledger ledger;

	private final LogStore store;

	Search(Ledger ledger, LogStore store) {
		this.ledger = ledger;
		this.store = store;
	}

	/**
	 * Finds lines.
	 * @param request what to look for
	 * @param reader is given each hit as soon as it is known, and says whether to go on
	 * @param progress is given the number of logs that were searched so far, after each
	 * of them and several times a second, and says whether to go on
	 * @return what was searched
	 * @throws CancellationException if the thread was interrupted
	 */
	public Searched find(SearchRequest request, Predicate<? super Hit> reader, LongPredicate progress) {
		return search(request.logs(), request.atOnce(), new Texts(this.store, request)::find, reader, progress);
	}

	/**
	 * Counts lines.
	 * @param request what to look for
	 * @param reader is given the number of each log that has some, and says whether to go
	 * on
	 * @param progress is given the number of logs that were searched so far, after each
	 * of them and several times a second, and says whether to go on
	 * @return what was searched
	 * @throws CancellationException if the thread was interrupted
	 */
	public Searched count(SearchRequest request, Predicate<? super LogHits> reader, LongPredicate progress) {
		return search(request.logs(), request.atOnce(), new Texts(this.store, request)::count, reader, progress);
	}

	/**
	 * Finds secrets.
	 * @param redaction which ones
	 * @param logs the logs to look at
	 * @param atOnce how many are read at a time
	 * @param reader is given each line that has some, for each rule that finds them, and
	 * says whether to go on
	 * @param progress as in {@link #find}
	 * @return what was searched
	 * @throws CancellationException if the thread was interrupted
	 */
	public Searched scan(Redaction redaction, LogFilter logs, int atOnce, Predicate<? super LoggedSecret> reader,
			LongPredicate progress) {
		return search(logs, atOnce, new SecretTexts(this.store, redaction)::find, reader, progress);
	}

	private <T> Searched search(LogFilter filter, int atOnce, Work<T> work, Predicate<? super T> reader,
			LongPredicate progress) {
		long logs = 0;
		long unreadable = 0;
		try (Stream<ArchivedLog> rows = this.ledger.stream(filter);
				Pipeline<T> pipeline = new Pipeline<>(rows.iterator(), atOnce, work)) {
			for (Optional<Results<T>> next = pipeline.next(); next.isPresent(); next = pipeline.next()) {
				boolean goOn;
				try {
					long before = logs + unreadable;
					goOn = read(next.get(), work, reader, () -> progress.test(before));
					logs++;
				}
				catch (StoreException ex) {
					logger.warn("Not searched to its end: " + ex.getMessage());
					goOn = true;
					unreadable++;
				}
				if (!progress.test(logs + unreadable) || !goOn) {
					return new Searched(logs, unreadable, true);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("The search was interrupted");
		}
		return new Searched(logs, unreadable, false);
	}

	private <T> boolean read(Results<T> results, Work<T> work, Predicate<? super T> reader, BooleanSupplier goesOn)
			throws InterruptedException {
		for (;;) {
			Batch<T> batch = results.take();
			while (batch == null && goesOn.getAsBoolean()) {
				batch = results.take();
			}
			if (batch == null) {
				return false;
			}
			for (T result : batch.results()) {
				if (!reader.test(result)) {
					return false;
				}
			}
			switch (batch.problem()) {
				case null -> {
				}
				case NoSuchObjectException ex -> {
					return searchSuccessor(results.log(), ex, work, reader);
				}
				case RuntimeException ex -> throw ex;
				case Throwable ex -> throw new IllegalStateException("A search failed", ex);
			}
			if (batch.last()) {
				return true;
			}
		}
	}

	/** A partial object goes when its log becomes final, which is then searched. */
	private <T> boolean searchSuccessor(ArchivedLog log, NoSuchObjectException missing, Work<T> work,
			Predicate<? super T> reader) {
		ArchivedLog successor = this.ledger.revisions(log.worker(), log.runId())
			.stream()
			.filter((row) -> row.revision() == log.revision() && !row.key().equals(log.key()))
			.findFirst()
			.orElseThrow(() -> missing);
		boolean[] goOn = { true };
		work.search(successor, (result) -> goOn[0] = goOn[0] && reader.test(result));
		return goOn[0];
	}

}
