package dev.logarchiver.job;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

	private final Deque<BackfillMonth.OfWorker> months = new ArrayDeque<>();

	private final Map<Long, Set<Integer>> done = new TreeMap<>();

	private BiPredicate<Long, Integer> known = (_, _) -> false;

	WorkerMonthReader(WorkerListReader<ListedWorker> workers, List<ListingWindow> windows) {
		this.workers = workers;
		this.windows = windows;
	}

	/**
	 * Begins, or goes on.
	 * @param known says which months of which entries are known and not to be listed
	 */
	void open(ExecutionContext context, BiPredicate<Long, Integer> known) {
		this.known = known;
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

	public BackfillMonth.@Nullable OfWorker read() {
		while (this.months.isEmpty()) {
			ListedWorker item = this.workers.read();
			if (item == null) {
				return null;
			}
			for (int number : toList(item)) {
				if (!months(item.number()).contains(number)) {
					this.months.add(new BackfillMonth.OfWorker(item, number, this.windows.get(number)));
				}
			}
		}
		return this.months.remove();
	}

	/**
	 * Takes note that what was listed of a month is written in the current transaction.
	 * @param month a month that was read
	 */
	void finished(BackfillMonth.OfWorker month) {
		Set<Integer> finished = months(month.item().number());
		finished.add(month.number());
		if (finished.size() == toList(month.item()).size()) {
			this.done.remove(month.item().number());
			this.workers.finished(month.item());
		}
	}

	/**
	 * A bad line has no runs, and fails once; a Worker of which all is known is looked at
	 * once.
	 */
	private List<Integer> toList(ListedWorker item) {
		if (item.entry() instanceof Rejected) {
			return List.of(0);
		}
		List<Integer> left = IntStream.range(0, this.windows.size())
			.filter((number) -> !this.known.test(item.number(), number))
			.boxed()
			.toList();
		return left.isEmpty() ? List.of(0) : left;
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
