package dev.logarchiver.web.find;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Semaphore;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.ledger.LogFilter;
import dev.logarchiver.lines.pattern.LinePattern;
import dev.logarchiver.search.Search;
import dev.logarchiver.search.SearchRequest;
import dev.logarchiver.web.WebProperties;
import dev.logarchiver.web.page.BadRequestException;
import dev.logarchiver.web.page.Page;
import dev.logarchiver.web.page.PageRenderer;
import dev.logarchiver.web.page.Query;
import dev.logarchiver.web.page.Section;
import dev.logarchiver.web.page.Ticket;
import dev.logarchiver.web.page.Tickets;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Where else a line stands: one search a viewer at a time, and a few altogether.
 */
@Controller
class SearchController {

	/** So many hits are shown at most. */
	static final long MOST = 10_000;

	private static final long USUAL = 200;

	private static final int SEARCHES_AT_ONCE = 4;

	private static final int LOGS_AT_ONCE = 8;

	private static final int UNAVAILABLE = 503;

	private final Search search;

	private final Semaphore room = new Semaphore(SEARCHES_AT_ONCE);

	private final Tickets tickets;

	private final PageRenderer renderer;

	private final Clock clock;

	SearchController(Search search, PageRenderer renderer, WebProperties settings, Clock clock) {
		this.search = search;
		this.tickets = new Tickets(settings.searchTimeout());
		this.renderer = renderer;
		this.clock = clock;
	}

	/** The page is answered as it is found out; a form is answered as other pages are. */
	@GetMapping("/search")
	@Nullable Page search(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Query query = Query.of(request);
		Instant now = this.clock.instant();
		LogFilter logs = new LogFilter(query.workers("worker"), query.time("since", now), query.time("until", now),
				query.status("status"), query.has("errors"));
		long limit = limit(query);
		if (!query.has("q") || request.getMethod().equals("HEAD")) {
			return page(new SearchPage(query, null, null), HttpServletResponse.SC_OK);
		}
		SearchRequest wanted = new SearchRequest(pattern(query), logs, 0, false, LOGS_AT_ONCE);
		try (Ticket ticket = this.tickets.begin(request)) {
			if (!this.room.tryAcquire()) {
				return page(new SearchPage(query, null,
						"Others are searching already, and too many at once would slow all down: try again in a moment."),
						UNAVAILABLE);
			}
			try {
				LiveSearch live = new LiveSearch(this.search, wanted, limit, ticket);
				this.renderer.stream(page(new SearchPage(query, live, null), HttpServletResponse.SC_OK), live.part(),
						request, response);
				return null;
			}
			finally {
				this.room.release();
			}
		}
	}

	static long limit(Query query) {
		return query.number("limit", USUAL, MOST);
	}

	/** A browser stays on the page that it has when nothing is answered: it then ends. */
	@GetMapping("/search/stop")
	@Nullable Page stop(HttpServletRequest request, HttpServletResponse response) {
		if (this.tickets.stop(request)) {
			response.setStatus(HttpServletResponse.SC_NO_CONTENT);
			return null;
		}
		return page(new SearchPage(Query.of(request), null, "No search of yours is under way: nothing was stopped."),
				HttpServletResponse.SC_OK);
	}

	private static Page page(SearchPage content, int status) {
		return new Page("search", "Search", Section.SEARCH, content, status);
	}

	private static LinePattern pattern(Query query) {
		String pattern = query.text("q");
		try {
			return query.has("regex") ? LinePattern.parse(pattern, query.has("i"))
					: LinePattern.literal(pattern, query.has("i"));
		}
		catch (IllegalArgumentException ex) {
			throw new BadRequestException("q: '" + Printable.escape(pattern) + "': " + ex.getMessage(),
					"correct the regular expression, or search for the text as it is", ex);
		}
	}

}
