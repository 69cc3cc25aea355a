package dev.logarchiver.web.page;

import org.jspecify.annotations.Nullable;

/**
 * One page of a list that is in memory.
 *
 * @param query what was asked for
 * @param number its number, 1 for the first
 * @param size how many rows a page has
 * @param all how many rows there are
 */
public record Pages(Query query, int number, int size, int all) {

	private static final String PAGE = "page";

	/**
	 * The page that was asked for.
	 * @throws NotFoundException if there is none
	 */
	public static Pages of(Query query, int all, int size) {
		Pages page = new Pages(query, (int) query.number(PAGE, 1, Integer.MAX_VALUE), size, all);
		if (page.number > page.count()) {
			throw new NotFoundException("There is no page " + page.number + ": the last one is " + page.count() + ".");
		}
		return page;
	}

	/** How many pages there are. */
	public int count() {
		return Math.max(1, (this.all + this.size - 1) / this.size);
	}

	/** The place of its first row. */
	public int from() {
		return (this.number - 1) * this.size;
	}

	/** The place behind its last row. */
	public int to() {
		return Math.min(this.all, this.number * this.size);
	}

	public @Nullable String previous() {
		return (this.number > 1) ? at(this.number - 1) : null;
	}

	public @Nullable String next() {
		return (this.number < count()) ? at(this.number + 1) : null;
	}

	private String at(int number) {
		return this.query.with(PAGE, (number > 1) ? number : "").toString();
	}

}
