package dev.logarchiver.job;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.logarchiver.coreclaw.ListingWindow;
import dev.logarchiver.intake.ListEntry.Rejected;
import dev.logarchiver.ledger.ListedWorker;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Goes through a kept list, month by month for each Worker. With the position in the list
 * it keeps which months of the unfinished Workers are done with.
 */
class WorkerMonthReader {

	private static final String DONE = "months.done";

	private final WorkerListReader<ListedWorker> workers;

	private final List<ListingWindow> windows;

	private final Deque<WorkerMonth> months = new ArrayDeque<>();

	private final Map<Long, Set<Integer>> done = new TreeMap<>();

	WorkerMonthReader(WorkerListReader<ListedWorker> workers, List<ListingWindow> windows) {
		this.workers = workers;
		this.windows = windows;
	}

	public void open(ExecutionContext context) {
		this.workers.open(context);
		this.months.clear();
		this.done.clear();
		String kept = context.getString(DONE, "");
		if (!kept.isEmpty()) {
			Arrays.stream(kept.split(","))
				.map((month) -> month.split(":"))
				.forEach((month) -> months(Long.parseLong(month[0])).add(Integer.valueOf(month[1])));
		}
	}

	public @Nullable WorkerMonth read() {
		while (this.months.isEmpty()) {
			ListedWorker item = this.workers.read();
			if (item == null) {
				return null;
			}
			for (int number = 0; number < count(item); number++) {
				if (!months(item.number()).contains(number)) {
					this.months.add(new WorkerMonth(item, number, this.windows.get(number)));
				}
			}
		}
		return this.months.remove();
	}

	/**
	 * Takes note that what was listed of a month is written in the current transaction.
	 * @param month a month that was read
	 */
	void finished(WorkerMonth month) {
		Set<Integer> finished = months(month.item().number());
		finished.add(month.number());
		if (finished.size() == count(month.item())) {
			this.done.remove(month.item().number());
			this.workers.finished(month.item());
		}
	}

	/** A bad line has no runs, and fails once. */
	private int count(ListedWorker item) {
		return (item.entry() instanceof Rejected) ? 1 : this.windows.size();
	}

	private Set<Integer> months(long entry) {
		return this.done.computeIfAbsent(entry, (_) -> new TreeSet<>());
	}

	public void update(ExecutionContext context) {
		this.workers.update(context);
		context.putString(DONE,
				this.done.entrySet()
					.stream()
					.flatMap((entry) -> entry.getValue().stream().map((month) -> entry.getKey() + ":" + month))
					.collect(Collectors.joining(",")));
	}

}
