package dev.logarchiver.web.workers;

import java.util.List;

import dev.logarchiver.web.page.Pages;
import dev.logarchiver.web.page.Query;
import org.jspecify.annotations.Nullable;

/**
 * Workers.
 *
 * @param query what was asked for
 * @param sort by which column they are sorted
 * @param rows the Workers of this page
 * @param pages their pages
 */
public record WorkersPage(Query query, String sort, List<WorkerRow> rows, Pages pages) {

	public List<String> states() {
		return WorkersController.STATES;
	}

	public List<Order> orders() {
		return List.of(Order.values());
	}

	public boolean isFiltered() {
		return this.query.has("q") || this.query.has("state");
	}

	/** The page sorted by a column, or the other way round where it is so already. */
	public String sortedBy(Order order) {
		String name = this.sort.equals(order.toString()) ? "-" + order : order.toString();
		return this.query.with("sort", name.equals(Order.STATE.toString()) ? "" : name).with("page", "").toString();
	}

	/** For those who hear the page, and to style the column. */
	public @Nullable String sorted(Order order) {
		if (Order.of(this.sort) != order) {
			return null;
		}
		return (this.sort.startsWith("-") == order.isDescending()) ? "ascending" : "descending";
	}

}
