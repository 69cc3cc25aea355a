package dev.logarchiver.web.log;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

import dev.logarchiver.web.page.Ticket;
import dev.logarchiver.web.text.LineView;
import org.jspecify.annotations.Nullable;

/** Looks for lines of a log for one request. */
final class Looking {

	private final KnownLog log;

	private final @Nullable Scan errors;

	private final @Nullable Scan matches;

	Looking(KnownLog log, @Nullable Sought errors, @Nullable Sought matches, Ticket ticket, Runnable waiter) {
		this.log = log;
		this.errors = (errors != null) ? new Scan(log.text()::read, errors, ticket, waiter) : null;
		this.matches = (matches != null) ? new Scan(log.text()::read, matches, ticket, waiter) : null;
	}

	/** Whether error lines are known, and there are any. */
	boolean hasErrors() {
		var counted = this.log.log().text().errors();
		return this.errors != null && (counted == null || counted.count() > 0);
	}

	@Nullable Scan errors() {
		return this.errors;
	}

	@Nullable Scan matches() {
		return this.matches;
	}

	/**
	 * Finds a line.
	 * @param move which one
	 * @param line near which
	 */
	OptionalLong find(Move move, long line) {
		if (move == Move.FIRST_ERROR && this.log.firstError().isPresent()) {
			return this.log.firstError();
		}
		Scan scan = move.isForError() ? this.errors : this.matches;
		if (scan == null || (move.isForError() && !hasErrors())) {
			return OptionalLong.empty();
		}
		LineIndex index = this.log.index(scan.sought());
		return switch (move) {
			case NEXT, NEXT_ERROR -> index.next(line, scan);
			case PREVIOUS, PREVIOUS_ERROR -> index.previous(line, scan);
			case FIRST, FIRST_ERROR -> index.next(0, scan);
			case LAST, LAST_ERROR -> index.previous(Long.MAX_VALUE, scan);
		};
	}

	/** Counts the lines that match. */
	Matches count(LongConsumer progress) {
		Scan scan = this.matches;
		if (scan == null) {
			return Matches.NONE;
		}
		LineIndex index = this.log.index(scan.sought());
		try {
			return new Matches(index.count(scan, progress), null);
		}
		catch (StoppedException ex) {
			return new Matches(index.counted(), ex.getMessage());
		}
	}

	/** How many of the lines that match are before one. */
	long rank(long line) {
		Scan scan = this.matches;
		return (scan != null) ? this.log.index(scan.sought()).rank(line, scan) : 0;
	}

	/** How many lines that match were found so far. */
	long counted() {
		Scan scan = this.matches;
		return (scan != null) ? this.log.index(scan.sought()).counted() : 0;
	}

	/** Marks the error lines among some lines in a row. */
	void markErrors(LineView[] lines) {
		Scan scan = this.errors;
		if (lines.length > 0 && scan != null && hasErrors()) {
			long first = lines[0].number();
			Arrays.stream(this.log.index(scan.sought()).within(first, first + lines.length - 1, scan))
				.mapToInt((number) -> (int) (number - first))
				.forEach((place) -> lines[place] = lines[place].asError());
		}
	}

}
