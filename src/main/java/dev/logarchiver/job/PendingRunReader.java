package dev.logarchiver.job;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

import dev.logarchiver.ledger.PendingRun;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Streams runs that are pending, a page at a time. Those that are done with are pending
 * no more, so that a restart simply begins anew.
 */
class PendingRunReader implements ItemReader<PendingRun> {

	static final int PAGE = 500;

	private final Function<@Nullable PendingRun, List<PendingRun>> pages;

	private final Deque<PendingRun> page = new ArrayDeque<>();

	private @Nullable PendingRun last;

	/**
	 * Creates a reader.
	 * @param pages gives the runs after one, or the first ones; none at the end
	 */
	PendingRunReader(Function<@Nullable PendingRun, List<PendingRun>> pages) {
		this.pages = pages;
	}

	@Override
	public @Nullable PendingRun read() {
		if (this.page.isEmpty()) {
			this.page.addAll(this.pages.apply(this.last));
		}
		PendingRun next = this.page.poll();
		this.last = (next != null) ? next : this.last;
		return next;
	}

}
