package dev.logarchiver.coreclaw;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;

import dev.logarchiver.coreclaw.CoreClawException.Kind;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Reads the account's Workers page by page. One that appears or vanishes meanwhile moves
 * others to other pages, so that some may be on none of those that were read: the pages
 * are read again until they show nobody new.
 */
final class WorkerListing<T extends Comparable<T>> {

	/** The most that the API gives at a time. */
	static final int PAGE = 100;

	private static final Log logger = LogFactory.getLog(WorkerListing.class);

	private static final int MOST_PAGES = 10_000;

	private static final int MOST_PASSES = 5;

	private final IntFunction<List<T>> pages;

	private final SortedSet<T> workers = new TreeSet<>();

	/**
	 * Creates a listing.
	 * @param pages gives a page by its number from 1 on; an empty one behind the last
	 */
	WorkerListing(IntFunction<List<T>> pages) {
		this.pages = pages;
	}

	List<T> read() {
		for (int pass = 1; pass <= MOST_PASSES; pass++) {
			if (!readPages()) {
				return List.copyOf(this.workers);
			}
		}
		logger
			.warn("Each of the " + MOST_PASSES + " times that the account's list of Workers was read, it had new ones: "
					+ "a Worker that it didn't show waits for the next execution");
		return List.copyOf(this.workers);
	}

	/**
	 * Goes through the pages once. A short page needn't be the last; one that is the same
	 * as the one before is, on a server that gives the last page for those behind it.
	 * @return whether a Worker was new
	 */
	private boolean readPages() {
		boolean found = false;
		List<T> before = List.of();
		for (int number = 1; number <= MOST_PAGES; number++) {
			List<T> page = this.pages.apply(number);
			if (page.isEmpty() || page.equals(before)) {
				return found;
			}
			found |= this.workers.addAll(page);
			before = page;
		}
		throw new CoreClawException(Kind.FAILED, "The account's list of Workers",
				ApiFailure.withoutAnswer("endless_list", "it has no end after " + MOST_PAGES + " pages"));
	}

}
