package dev.logarchiver.web.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;

/** Allows something that takes long, for a time. To be closed when it is done. */
public final class Ticket implements AutoCloseable {

	private final Duration limit;

	private final Collection<Ticket> running;

	private final long start = System.nanoTime();

	private volatile End end = End.NONE;

	/** Allows what nothing ends but time. */
	public Ticket(Duration limit) {
		this(limit, new ArrayList<>());
	}

	Ticket(Duration limit, Collection<Ticket> running) {
		this.limit = limit;
		this.running = running;
	}

	/** How long it may take. */
	public Duration limit() {
		return this.limit;
	}

	/** Whether and why to end now. */
	public End end() {
		boolean late = this.end == End.NONE && System.nanoTime() - this.start > this.limit.toNanos();
		return late ? End.LATE : this.end;
	}

	void end(End end) {
		this.end = end;
	}

	@Override
	public void close() {
		this.running.remove(this);
	}

	/** Why something is to end. */
	public enum End {

		/** It isn't. */
		NONE,
		/** The viewer wants no more. */
		STOPPED,
		/** The viewer began another one. */
		REPLACED,
		/** It took too long. */
		LATE

	}

}
