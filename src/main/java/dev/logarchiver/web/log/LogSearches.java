package dev.logarchiver.web.log;

import java.time.Duration;

import dev.logarchiver.web.WebProperties;
import dev.logarchiver.web.page.Ticket;
import dev.logarchiver.web.page.Tickets;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

/** Lets each viewer search one log at a time: a new search ends the one before. */
@Component
class LogSearches {

	private final Duration limit;

	private final Tickets tickets;

	LogSearches(WebProperties settings) {
		this.limit = settings.searchTimeout();
		this.tickets = new Tickets(this.limit);
	}

	/**
	 * Begins a search. To open a log, or to step from error to error, is none: it neither
	 * ends one nor is ended by one.
	 */
	Ticket begin(Terms terms, HttpServletRequest request) {
		return terms.isGiven() ? this.tickets.begin(request) : new Ticket(this.limit);
	}

}
