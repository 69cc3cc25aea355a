package dev.logarchiver.web.find;

import java.time.Duration;
import java.util.Map;

import dev.logarchiver.failure.Secrets;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.lines.pattern.Occurrences;
import dev.logarchiver.run.Units;
import dev.logarchiver.search.Hit;
import dev.logarchiver.search.Search;
import dev.logarchiver.search.SearchRequest;
import dev.logarchiver.search.Searched;
import dev.logarchiver.web.find.Searches.Ticket;
import dev.logarchiver.web.page.LivePart;
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

	private final Duration timeout;

	private final Ticket ticket;

	private final Occurrences occurrences;

	private final LivePart part = new LivePart((_) -> run());

	private long beganAt;

	private long hits;

	private long logsWithHits;

	private @Nullable ArchivedLog last;

	private boolean timedOut;

	private @Nullable Searched searched;

	LiveSearch(Search search, SearchRequest request, long limit, Duration timeout, Ticket ticket) {
		this.search = search;
		this.request = request;
		this.limit = limit;
		this.timeout = timeout;
		this.ticket = ticket;
		this.occurrences = request.pattern().occurrences();
	}

	/** The part of the page that has the hits. */
	LivePart part() {
		return this.part;
	}

	private void run() {
		this.beganAt = System.nanoTime();
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
		this.timedOut = System.nanoTime() - this.beganAt > this.timeout.toNanos();
		this.part.keepAlive();
		return !this.timedOut && this.ticket.end() == Searches.End.NONE;
	}

	/** How it ended, once it has. */
	String ending() {
		Searched all = this.searched;
		if (all == null) {
			return "The search failed, because the database can't be used: try again. 'doctor' says what is wrong.";
		}
		String found = "%s in %s; %s searched, newest run first".formatted(Units.count(this.hits, "line"),
				Units.count(this.logsWithHits, "log"), Units.count(all.logs(), "log"));
		return switch (this.ticket.end()) {
			case STOPPED -> "Stopped: " + found + ".";
			case REPLACED -> "Ended, because you began another search: " + found + ".";
			case NONE -> ended(found);
		};
	}

	private String ended(String found) {
		if (this.timedOut) {
			return "Ended after " + Units.span(this.timeout) + ", the limit that archiver.web.search-timeout sets: "
					+ found + ". Look at fewer logs: name Workers, or a time.";
		}
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
