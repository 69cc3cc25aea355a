package dev.logarchiver.web.log;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

import dev.logarchiver.reading.Lines;
import dev.logarchiver.web.text.LineView;
import dev.logarchiver.web.text.WindowReader;
import org.jspecify.annotations.Nullable;

/**
 * Collects the found lines of a log from some line on, with those around them, until a
 * page is full or took long. For one thread.
 */
final class Excerpts {

	private static final int MOST_LINES = 500;

	/** So many lines are read at once rather than twice: to read one takes a block. */
	private static final int MOST_AT_ONCE = 1000;

	private static final long LONG = TimeUnit.SECONDS.toNanos(2);

	private final KnownLog log;

	private final LineIndex index;

	private final Scan scan;

	private final int around;

	private final long start = System.nanoTime();

	private final List<Excerpt> excerpts = new ArrayList<>();

	/** What is to be read at once. */
	private final List<Lines.Span> spans = new ArrayList<>();

	private int size;

	private long shownTo;

	private boolean ended;

	/**
	 * Prepares a page.
	 * @param around how many lines before and after each are wanted too
	 */
	Excerpts(KnownLog log, Scan scan, int around) {
		this.log = log;
		this.index = log.index(scan.sought());
		this.scan = scan;
		this.around = around;
	}

	/** Where a page begins that ends before a line. */
	long pageBefore(long line) {
		long begin = line;
		int lines = 0;
		OptionalLong found = this.index.previous(line, this.scan);
		while (found.isPresent() && lines < MOST_LINES && !tookLong()) {
			begin = found.getAsLong();
			lines += 2 * this.around + 1;
			found = this.index.previous(begin, this.scan);
		}
		return Math.max(1, begin - this.around);
	}

	/** Collects from a line on. */
	List<Excerpt> from(long line) {
		this.shownTo = line - 1;
		Lines.@Nullable Span open = null;
		OptionalLong found = this.index.next(line - 1, this.scan);
		while (found.isPresent()) {
			long first = Math.max(line, found.getAsLong() - this.around);
			long last = Math.min(this.log.lines(), found.getAsLong() + this.around);
			if (open != null && first > open.last() + 1) {
				add(open);
				open = null;
				if (this.size >= MOST_LINES || tookLong()) {
					return excerpts();
				}
			}
			open = new Lines.Span((open != null) ? open.first() : first, last);
			if (this.size + open.last() - open.first() + 1 >= MOST_LINES) {
				add(open);
				return excerpts();
			}
			found = this.index.next(found.getAsLong(), this.scan);
		}
		if (open != null) {
			add(open);
		}
		this.ended = true;
		return excerpts();
	}

	private boolean tookLong() {
		return System.nanoTime() - this.start > LONG;
	}

	private void add(Lines.Span span) {
		if (!this.spans.isEmpty() && span.last() - this.spans.getFirst().first() >= MOST_AT_ONCE) {
			read();
		}
		this.spans.add(span);
		this.size += (int) (span.last() - span.first() + 1);
	}

	private List<Excerpt> excerpts() {
		read();
		return this.excerpts;
	}

	private void read() {
		if (this.spans.isEmpty()) {
			return;
		}
		long first = this.spans.getFirst().first();
		List<LineView> lines = this.log.text()
			.read(new Lines.Span(first, this.spans.getLast().last()),
					(text) -> new WindowReader(first,
							(this.scan.sought() instanceof MatchesSought matches) ? matches.pattern() : null)
						.read(text));
		for (Lines.Span span : this.spans) {
			int from = (int) (span.first() - first);
			this.excerpts.add(new Excerpt(span.first() - this.shownTo - 1,
					List.copyOf(lines.subList(from, (int) (span.last() - first + 1)))));
			this.shownTo = span.last();
		}
		this.spans.clear();
	}

	/** Where the next page begins; 0 if this is the last. */
	long next() {
		return (this.ended || this.shownTo >= this.log.lines()) ? 0 : this.shownTo + 1;
	}

}
