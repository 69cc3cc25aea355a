package dev.logarchiver.web.find;

import java.util.Map;

import dev.logarchiver.failure.Secrets;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.lines.pattern.Occurrences;
import dev.logarchiver.run.Units;
import dev.logarchiver.search.Hit;
import dev.logarchiver.search.Search;
import dev.logarchiver.search.SearchRequest;
import dev.logarchiver.search.Searched;
import dev.logarchiver.web.page.LivePart;
import dev.logarchiver.web.page.Ticket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/** A search whose hits go into the page as they are found. For one thread. */
final class LiveSearch {

	private static final Logger logger = LoggerFactory.getLogger(LiveSearch.class);

	private final Search search;

	private final SearchRequest request;

	private final long limit;

	private final Ticket ticket;

	private final Occurrences occurrences;

	private final LivePart part = new LivePart((_) -> run());

	private long hits;

	private long logsWithHits;

	private @Nullable ArchivedLog last;

	private Ticket.End end = Ticket.End.NONE;

	private @Nullable Searched searched;

	LiveSearch(Search search, SearchRequest request, long limit, Ticket ticket) {
		this.search = search;
		this.request = request;
		this.limit = limit;
		this.ticket = ticket;
		this.occurrences = request.pattern().occurrences();
	}

	/** The part of the page that has the hits. */
	LivePart part() {
		return this.part;
	}

	private void run() {
		try {
			this.searched = this.search.find(this.request, this::add, (_) -> goesOn());
		}
		catch (DataAccessException ex) {
			logger.warn("The database can't be used: {}", Secrets.hide(String.valueOf(ex.getMessage())));
		}
	}

	private boolean add(Hit hit) {
		boolean isFirst = !hit.log().equals(this.last);
		this.last = hit.log();
		this.logsWithHits += isFirst ? 1 : 0;
		this.part.add("hit", Map.of("hit", HitRow.of(hit, isFirst, this.occurrences)));
		return ++this.hits < this.limit && goesOn();
	}

	private boolean goesOn() {
		this.part.keepAlive();
		this.end = this.ticket.end();
		return this.end == Ticket.End.NONE;
	}

	/** How it ended, once it has. */
	String ending() {
		Searched all = this.searched;
		if (all == null) {
			return "The search failed, because the database can't be used: try again. 'doctor' says what is wrong.";
		}
		String found = "%s in %s; %s searched, newest run first".formatted(Units.count(this.hits, "line"),
				Units.count(this.logsWithHits, "log"), Units.count(all.logs(), "log"));
		return switch (this.end) {
			case STOPPED -> "Stopped: " + found + ".";
			case REPLACED -> "Ended, because you began another search: " + found + ".";
			case LATE ->
				"Ended after " + Units.span(this.ticket.limit()) + ", the limit that archiver.web.search-timeout sets: "
						+ found + ". Look at fewer logs: name Workers, or a time.";
			case NONE -> ended(found);
		};
	}

	private String ended(String found) {
		return hasMore() ? "Ended after the first " + this.limit + ": " + found + ". There may be more."
				: (this.hits == 0) ? "No line matches: " + found + "." : found + ".";
	}

	/** Whether a larger limit may show more. */
	boolean hasMore() {
		return this.hits >= this.limit;
	}

	long unreadable() {
		return (this.searched != null) ? this.searched.unreadable() : 0;
	}

}
