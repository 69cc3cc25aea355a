package dev.logarchiver.web.find;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

import dev.logarchiver.web.page.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The searches that are under way: one a user, whose next one ends it, and a few
 * altogether.
 */
@Component
class Searches {

	private static final int AT_ONCE = 4;

	private final Semaphore room = new Semaphore(AT_ONCE);

	private final Map<String, Ticket> running = new ConcurrentHashMap<>();

	/**
	 * Begins a search.
	 * @param request the request of whoever searches
	 * @return what ends it; empty if there is no room
	 */
	Optional<Ticket> begin(HttpServletRequest request) {
		Ticket ticket = new Ticket(Viewer.of(request));
		end(this.running.put(ticket.user, ticket), End.REPLACED);
		if (this.room.tryAcquire()) {
			return Optional.of(ticket);
		}
		this.running.remove(ticket.user, ticket);
		return Optional.empty();
	}

	/**
	 * Ends the user's search.
	 * @return whether there was one
	 */
	boolean stop(HttpServletRequest request) {
		return end(this.running.remove(Viewer.of(request)), End.STOPPED);
	}

	private static boolean end(@Nullable Ticket ticket, End end) {
		if (ticket != null) {
			ticket.end = end;
		}
		return ticket != null;
	}

	/** Why a search is to end. */
	enum End {

		/** It isn't. */
		NONE,
		/** The user wants no more. */
		STOPPED,
		/** The user began another one. */
		REPLACED

	}

	/** A search that is under way. */
	final class Ticket implements AutoCloseable {

		private final String user;

		private volatile End end = End.NONE;

		private Ticket(String user) {
			this.user = user;
		}

		End end() {
			return this.end;
		}

		@Override
		public void close() {
			Searches.this.running.remove(this.user, this);
			Searches.this.room.release();
		}

	}

}
