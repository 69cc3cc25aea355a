package dev.logarchiver.web.log;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongPredicate;

import dev.logarchiver.reading.ArchivedText.Reading;
import dev.logarchiver.reading.Lines;
import dev.logarchiver.web.page.Ticket;

/**
 * Looks for lines in parts of a log, until it is told to stop.
 *
 * @param text the log
 * @param sought what to look for
 * @param ticket says when to stop
 * @param waiter is called while nothing is found, and throws where nobody waits any more
 */
record Scan(Source text, Sought sought, Ticket ticket, Runnable waiter) {

	/** Whether somebody waits is not to be found out. */
	static final Runnable ANYBODY = () -> {
	};

	/**
	 * Finds lines.
	 * @param first the number of the first line of the part
	 * @param last the number of its last line
	 * @param reader is given the number of each, and says whether to go on
	 * @throws StoppedException if the search was stopped
	 */
	void find(long first, long last, LongPredicate reader) {
		long begin = Math.max(1, first - this.sought.context());
		this.text.read(new Lines.Span(begin, last + this.sought.context()), (lines) -> {
			this.sought.find(new Stoppable(lines, this.ticket), (place) -> {
				long number = begin + place - 1;
				return number < first || (number <= last && reader.test(number));
			});
			return true;
		});
	}

	/** Where lines come from. */
	@FunctionalInterface
	interface Source {

		Boolean read(Lines lines, Reading<Boolean> reading);

	}

	private static final class Stoppable extends FilterInputStream {

		private final Ticket ticket;

		Stoppable(InputStream input, Ticket ticket) {
			super(input);
			this.ticket = ticket;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			return switch (this.ticket.end()) {
				case NONE -> this.in.read(target, offset, length);
				case STOPPED -> throw new StoppedException("it is not wanted any more");
				case REPLACED -> throw new StoppedException("another search took its place");
				case LATE -> throw new StoppedException("it took more than " + this.ticket.limit().toSeconds() + " s");
			};
		}

	}

}
