package dev.logarchiver.web.find;

import java.util.List;

import dev.logarchiver.run.RunStatus;
import dev.logarchiver.web.page.LivePart;
import dev.logarchiver.web.page.Query;
import org.jspecify.annotations.Nullable;

/**
 * A form to search with, and what was found.
 *
 * @param query what was asked for
 * @param live the search; {@code null} where none was asked for
 * @param problem why it can't be; {@code null} if it can
 */
public record SearchPage(Query query, @Nullable LiveSearch live, @Nullable String problem) {

	private static final int MORE = 10;

	public List<RunStatus> statuses() {
		return List.of(RunStatus.values());
	}

	public boolean isSearching() {
		return this.live != null;
	}

	/** Is searched while it is written. */
	public LivePart hits() {
		return search().part();
	}

	/** To be asked after the hits. */
	public String ending() {
		return search().ending();
	}

	/** The same search with a larger limit, if that may show more. */
	public @Nullable String more() {
		long limit = SearchController.limit(this.query);
		return (search().hasMore() && limit < SearchController.MOST)
				? this.query.with("limit", Math.min(SearchController.MOST, limit * MORE)).toString() : null;
	}

	public long unreadable() {
		return search().unreadable();
	}

	private LiveSearch search() {
		if (this.live == null) {
			throw new IllegalStateException("Nothing is searched for");
		}
		return this.live;
	}

}
