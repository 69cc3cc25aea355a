package dev.logarchiver.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.runs.FailedRun;
import dev.logarchiver.ledger.runs.RunTally;
import dev.logarchiver.lines.LogLine;
import dev.logarchiver.lines.difference.LineMask;
import dev.logarchiver.lines.difference.LogComparison;
import dev.logarchiver.lines.difference.LogDifference;
import dev.logarchiver.lines.difference.LogDifference.Excerpt;
import dev.logarchiver.lines.errors.ErrorLines;
import dev.logarchiver.lines.errors.ErrorPattern;
import dev.logarchiver.lines.errors.ErrorProperties;
import dev.logarchiver.reading.ArchivedText;
import dev.logarchiver.report.FailingWorker.State;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.store.LogStore;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Finds the first error of a failed run that the last good run before it doesn't have, by
 * comparing their logs. Of the Workers for which that would take too long, the first
 * error that the ledger remembers counts.
 */
@Component
class FirstNewErrors {

	/** The logs of so many Workers are compared, unless all are wanted. */
	private static final int FEW = 50;

	private static final int AT_ONCE = 4;

	/** Logs above this size, in bytes, would take seconds each. */
	private static final long LARGEST = 64L << 20;

	/** After so many failures the store is left alone. */
	private static final int MOST_FAILURES = 5;

	private final Ledger ledger;

	private final LogStore store;

	private final ErrorProperties errors;

	FirstNewErrors(Ledger ledger, LogStore store, ErrorProperties errors) {
		this.ledger = ledger;
		this.store = store;
		this.errors = errors;
	}

	/** A Worker with the first error that the ledger remembers. */
	static FailingWorker withFirstError(State state, RunTally tally, FailedRun run) {
		return new FailingWorker(state, tally, run, firstError(run.log()), run.goodAt() == null);
	}

	private static @Nullable LogLine firstError(ArchivedLog log) {
		ErrorLines errors = log.text().errors();
		return (errors != null && !errors.first().isEmpty()) ? errors.first().getFirst() : null;
	}

	/**
	 * Compares logs.
	 * @param workers with the first errors that the ledger remembers
	 * @param all whether to compare those of all Workers
	 * @return the Workers with their first new errors, in the same order
	 */
	Found find(List<FailingWorker> workers, boolean all) {
		int compared = all ? workers.size() : Math.min(workers.size(), FEW);
		ErrorPattern pattern = (compared > 0) ? this.errors.compiled() : null;
		AtomicInteger unread = new AtomicInteger();
		// an interrupt closes the file of an H2 database: only the store is asked by
		// other threads
		List<FailingWorker> found = new ArrayList<>(workers.subList(0, compared)
			.stream()
			.map((worker) -> new Pair(worker, good(worker)))
			.toList()
			.stream()
			.gather(Gatherers.mapConcurrent(AT_ONCE, (pair) -> compared(pair, pattern, unread)))
			.toList());
		found.addAll(assumed(workers.subList(0, compared), found, workers.subList(compared, workers.size())));
		return new Found(found, unread.get());
	}

	/**
	 * Where all compared logs with some first error turned out to have the same new one,
	 * the others are taken to have it too.
	 */
	private static List<FailingWorker> assumed(List<FailingWorker> before, List<FailingWorker> after,
			List<FailingWorker> others) {
		LineMask mask = new LineMask();
		Map<Long, Map<Long, LogLine>> errors = new HashMap<>();
		for (int i = 0; i < before.size(); i++) {
			LogLine first = before.get(i).error();
			LogLine fresh = after.get(i).error();
			if (first != null && fresh != null) {
				errors.computeIfAbsent(mask.hash(first), (_) -> new HashMap<>()).putIfAbsent(mask.hash(fresh), fresh);
			}
		}
		return others.stream().map((worker) -> {
			Map<Long, LogLine> fresh = (worker.error() != null) ? errors.get(mask.hash(worker.error())) : null;
			return (fresh == null || fresh.size() != 1) ? worker : new FailingWorker(worker.state(), worker.tally(),
					worker.failed(), fresh.values().iterator().next(), false);
		}).toList();
	}

	private Optional<ArchivedLog> good(FailingWorker worker) {
		FailedRun run = worker.failed();
		return (run.goodAt() == null) ? Optional.empty()
				: this.ledger.newestEnded(worker.worker(), RunStatus.SUCCEEDED, run.log().runAt());
	}

	private FailingWorker compared(Pair pair, @Nullable ErrorPattern pattern, AtomicInteger unread) {
		FailingWorker worker = pair.worker();
		if (pair.isSettled() || unread.get() >= MOST_FAILURES) {
			return worker;
		}
		try {
			LogDifference difference = compare(pair, pattern);
			Optional<LogLine> first = difference.first()
				.filter((_) -> pair.good().isPresent() || difference.newErrors() > 0)
				.map(Excerpt::line);
			return new FailingWorker(worker.state(), worker.tally(), worker.failed(), first.orElse(worker.error()),
					first.isPresent());
		}
		catch (StoreException ex) {
			unread.incrementAndGet();
			return worker;
		}
	}

	private LogDifference compare(Pair pair, @Nullable ErrorPattern pattern) {
		LogComparison comparison = new LogComparison(pattern);
		pair.good().ifPresent((log) -> new ArchivedText(this.store, log).read(comparison::learn));
		return new ArchivedText(this.store, pair.worker().failed().log()).read(comparison::find);
	}

	/** A Worker with a failed run, and the log of the last good run before it. */
	private record Pair(FailingWorker worker, Optional<ArchivedLog> good) {

		/** Whether a comparison would show nothing else, or would take too long. */
		boolean isSettled() {
			ArchivedLog failed = this.worker.failed().log();
			return Stream.concat(Stream.of(failed), this.good.stream()).anyMatch((log) -> log.text().size() > LARGEST)
					|| (this.good.isEmpty() && (this.worker.error() != null || hasNoErrors(failed)));
		}

		private static boolean hasNoErrors(ArchivedLog log) {
			return log.text().errors() != null && log.text().errors().count() == 0;
		}

	}

	/**
	 * What was found.
	 *
	 * @param workers the Workers with their errors
	 * @param unread how many logs could not be read
	 */
	record Found(List<FailingWorker> workers, int unread) {
	}

}
