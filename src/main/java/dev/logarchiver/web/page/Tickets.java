package dev.logarchiver.web.page;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.logarchiver.web.page.Ticket.End;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Allows each viewer one thing of a kind at a time, whose next one ends it. Thread-safe.
 */
public final class Tickets {

	private final Duration limit;

	private final Map<String, Ticket> running = new ConcurrentHashMap<>();

	/**
	 * Creates tickets of a kind.
	 * @param limit how long each may take
	 */
	public Tickets(Duration limit) {
		this.limit = limit;
	}

	/** Begins a viewer's next one. */
	public Ticket begin(HttpServletRequest request) {
		Ticket ticket = new Ticket(this.limit, this.running.values());
		end(this.running.put(viewer(request), ticket), End.REPLACED);
		return ticket;
	}

	/**
	 * Ends a viewer's.
	 * @return whether there was one
	 */
	public boolean stop(HttpServletRequest request) {
		return end(this.running.remove(viewer(request)), End.STOPPED);
	}

	private static boolean end(@Nullable Ticket ticket, End end) {
		if (ticket != null) {
			ticket.end(end);
		}
		return ticket != null;
	}

	/** Without a login, whoever has the same address is the same viewer. */
	private static String viewer(HttpServletRequest request) {
		return (request.getUserPrincipal() != null) ? "user " + request.getUserPrincipal().getName()
				: "address " + request.getRemoteAddr();
	}

}
