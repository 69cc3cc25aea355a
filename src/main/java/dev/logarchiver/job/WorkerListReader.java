package dev.logarchiver.job;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.logarchiver.ledger.ListedWorker;
import dev.logarchiver.ledger.WorkerLists;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Streams a kept list by position, a page at a time. Entries are finished in any order,
 * so it keeps with the execution how far it has read and what of that is unfinished; a
 * restart begins with the unfinished entries.
 */
class WorkerListReader {

	private static final String POSITION = "list.position";

	private static final String UNFINISHED = "list.unfinished";

	private static final int PAGE = 500;

	private final WorkerLists lists;

	private final long list;

	private final Deque<ListedWorker> page = new ArrayDeque<>();

	private final NavigableSet<Long> unfinished = new TreeSet<>();

	private long position;

	private long fetched;

	WorkerListReader(WorkerLists lists, long list) {
		this.lists = lists;
		this.list = list;
	}

	public void open(ExecutionContext context) {
		this.position = context.getLong(POSITION, 0);
		this.fetched = this.position;
		String numbers = context.getString(UNFINISHED, "");
		this.unfinished.clear();
		if (!numbers.isEmpty()) {
			Arrays.stream(numbers.split(",")).map(Long::valueOf).forEach(this.unfinished::add);
		}
		this.page.clear();
		this.page.addAll(this.lists.entries(this.list, this.unfinished));
	}

	public @Nullable ListedWorker read() {
		if (this.page.isEmpty()) {
			List<ListedWorker> next = this.lists.entries(this.list, this.fetched, PAGE);
			if (next.isEmpty()) {
				return null;
			}
			this.page.addAll(next);
			this.fetched = next.getLast().number();
		}
		ListedWorker item = this.page.remove();
		this.position = Math.max(this.position, item.number());
		this.unfinished.add(item.number());
		return item;
	}

	/**
	 * Takes note that an entry's result is written in the current transaction.
	 * @param item an entry that was read
	 */
	void finished(ListedWorker item) {
		this.unfinished.remove(item.number());
	}

	public void update(ExecutionContext context) {
		context.putLong(POSITION, this.position);
		context.putString(UNFINISHED, this.unfinished.stream().map(String::valueOf).collect(Collectors.joining(",")));
	}

}
