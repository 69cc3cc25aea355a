package dev.logarchiver.job;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import dev.logarchiver.ledger.ListedWorker;
import dev.logarchiver.ledger.WorkerLists;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Streams a kept list by position, a page at a time. Entries are finished in any order,
 * so it keeps with the execution how far it has read and what of that is unfinished; a
 * restart begins with the unfinished entries.
 *
 * @param <T> the type of the entries
 */
class WorkerListReader<T> {

	private static final String POSITION = "list.position";

	private static final String UNFINISHED = "list.unfinished";

	private static final int PAGE = 500;

	private final Pages<T> pages;

	private final ToLongFunction<T> numbers;

	private final Deque<T> page = new ArrayDeque<>();

	private final NavigableSet<Long> unfinished = new TreeSet<>();

	private long position;

	private long fetched;

	/**
	 * Creates a reader.
	 * @param pages gives the entries
	 * @param numbers gives the place of an entry in the list
	 */
	WorkerListReader(Pages<T> pages, ToLongFunction<T> numbers) {
		this.pages = pages;
		this.numbers = numbers;
	}

	/** All entries of a list. */
	static WorkerListReader<ListedWorker> of(WorkerLists lists, long list) {
		return new WorkerListReader<>(new Pages<>() {

			@Override
			public List<ListedWorker> after(long number, int limit) {
				return lists.entries(list, number, limit);
			}

			@Override
			public List<ListedWorker> numbered(Collection<Long> entries) {
				return lists.entries(list, entries);
			}

		}, ListedWorker::number);
	}

	/** Whether an earlier execution of the step began. */
	static boolean hasBegun(ExecutionContext context) {
		return context.containsKey(POSITION);
	}

	public void open(ExecutionContext context) {
		this.position = context.getLong(POSITION, 0);
		this.fetched = this.pages.begin(this.position);
		String numbers = context.getString(UNFINISHED, "");
		this.unfinished.clear();
		if (!numbers.isEmpty()) {
			Arrays.stream(numbers.split(",")).map(Long::valueOf).forEach(this.unfinished::add);
		}
		this.page.clear();
		this.page.addAll(this.pages.numbered(this.unfinished));
	}

	/** Reads from the beginning again, what there is to read now. */
	void rewind() {
		this.fetched = 0;
	}

	public @Nullable T read() {
		while (this.page.isEmpty()) {
			List<T> next = this.pages.after(this.fetched, PAGE);
			if (next.isEmpty()) {
				return null;
			}
			next.stream().filter((item) -> !this.unfinished.contains(number(item))).forEach(this.page::add);
			this.fetched = number(next.getLast());
		}
		T item = this.page.remove();
		this.position = Math.max(this.position, number(item));
		this.unfinished.add(number(item));
		return item;
	}

	private long number(T item) {
		return this.numbers.applyAsLong(item);
	}

	/**
	 * Takes note that an entry's result is written in the current transaction.
	 * @param item an entry that was read
	 */
	void finished(T item) {
		this.unfinished.remove(number(item));
	}

	public void update(ExecutionContext context) {
		context.putLong(POSITION, this.position);
		context.putString(UNFINISHED, this.unfinished.stream().map(String::valueOf).collect(Collectors.joining(",")));
	}

	/**
	 * Gives the entries of a list.
	 *
	 * @param <T> the type of the entries
	 */
	interface Pages<T> {

		/**
		 * Where to begin.
		 * @param position the place that was read last; 0 at the start
		 * @return the place after which entries are to be read
		 */
		default long begin(long position) {
			return position;
		}

		List<T> after(long number, int limit);

		List<T> numbered(Collection<Long> entries);

	}

}
