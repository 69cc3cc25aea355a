package dev.logarchiver.job.window;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Streams items from the database, a page at a time. It keeps no position: a restart
 * begins anew, with what is still there then.
 *
 * @param <T> the type of the items
 */
public class PagedReader<T> {

	public static final int PAGE = 500;

	private final Function<@Nullable T, List<T>> pages;

	private final Deque<T> page = new ArrayDeque<>();

	private @Nullable T last;

	/**
	 * Creates a reader.
	 * @param pages gives the items after one, or the first ones; none at the end
	 */
	public PagedReader(Function<@Nullable T, List<T>> pages) {
		this.pages = pages;
	}

	/**
	 * The next item.
	 * @return the item; null at the end
	 */
	public @Nullable T read() {
		if (this.page.isEmpty()) {
			this.page.addAll(this.pages.apply(this.last));
		}
		T next = this.page.poll();
		this.last = (next != null) ? next : this.last;
		return next;
	}

}
