package dev.logarchiver.web.log;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

import dev.logarchiver.web.WebProperties;
import dev.logarchiver.web.page.Viewer;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

/** Lets each viewer search one log at a time: a new search ends the one before. */
@Component
class Tickets {

	private static final Duration MOMENT = Duration.ofSeconds(30);

	private final Duration limit;

	private final ConcurrentMap<String, Ticket> tickets = new ConcurrentHashMap<>();

	Tickets(WebProperties settings) {
		this.limit = settings.searchTimeout();
	}

	/** Allows what takes a moment. */
	static Ticket untracked() {
		return new Ticket(MOMENT);
	}

	/**
	 * Allows what takes as long as a search, and neither ends one nor is ended by one.
	 */
	Ticket ofItsOwn() {
		return new Ticket(this.limit);
	}

	/** Does something that takes long, and may be stopped. */
	<T> T use(HttpServletRequest request, Function<Ticket, T> work) {
		String viewer = Viewer.of(request);
		Ticket ticket = new Ticket(this.limit);
		Ticket before = this.tickets.put(viewer, ticket);
		if (before != null) {
			before.replace();
		}
		try {
			return work.apply(ticket);
		}
		finally {
			this.tickets.remove(viewer, ticket);
		}
	}

}
