package dev.logarchiver.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

import dev.logarchiver.ledger.OldExecutions;
import dev.logarchiver.ledger.UnusedLists;
import dev.logarchiver.run.Units;
import dev.logarchiver.state.DatabaseSpace;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

/**
 * Has executions leave the job repository when their time has come, and lists with them
 * that none refers to any more.
 */
@Component
public class ExecutionRetention {

	private static final Log logger = LogFactory.getLog(ExecutionRetention.class);

	/** What one execution removes: the next one goes on. */
	private static final int MOST = 50_000;

	/** From so many rows on, the database's file is worth being written anew. */
	private static final int WORTH_COMPACTING = 1000;

	private final Duration keepFor;

	private final OldExecutions executions;

	private final UnusedLists lists;

	private final DatabaseSpace space;

	private final Clock clock;

	ExecutionRetention(RetentionProperties settings, OldExecutions executions, UnusedLists lists, DatabaseSpace space,
			Clock clock) {
		this.keepFor = settings.executions();
		this.executions = executions;
		this.lists = lists;
		this.space = space;
		this.clock = clock;
	}

	/** Removes what is too old, in small transactions. */
	public void sweep() {
		Instant before = this.clock.instant().minus(this.keepFor);
		long removed = removeExecutions(LocalDateTime.ofInstant(before, ZoneId.systemDefault()));
		if (removed > 0) {
			long entries = this.lists.remove(before);
			logger.info("Removed " + Units.count(removed, "execution") + " that ended before " + Units.time(before)
					+ ((entries > 0) ? ", and lists with " + Units.count(entries, "Worker") : ""));
			if (removed + entries >= WORTH_COMPACTING) {
				this.space.giveBackAtEnd();
			}
		}
	}

	private long removeExecutions(LocalDateTime before) {
		long removed = 0;
		long after = 0;
		do {
			OldExecutions.Page page = this.executions.find(after, before);
			removed += this.executions.remove(page.instances());
			after = page.last();
		}
		while (after > 0 && removed < MOST);
		return removed;
	}

}
