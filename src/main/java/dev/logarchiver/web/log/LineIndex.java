package dev.logarchiver.web.log;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

/**
 * How many lines of a log were found in which part of it, as far as that is known: so a
 * part is read once to find them, and once more to know which they are. For many threads.
 */
final class LineIndex {

	private static final int SMALLEST_PART = 4096;

	private static final int MOST_PARTS = 4096;

	private static final int UNKNOWN = -1;

	/** At most so many parts are read at a time. */
	private static final int AT_ONCE = 128;

	private final long lines;

	private final long size;

	/** The first line that may be found. */
	private final long begin;

	private final AtomicIntegerArray counts;

	/** The lines of the part that was asked for last. */
	private volatile @Nullable Part recent;

	/**
	 * Creates an index in which nothing is known.
	 * @param lines how many lines the log has
	 * @param begin the first line that may be found: there is no need to look before it
	 */
	LineIndex(long lines, long begin) {
		this.lines = lines;
		this.begin = begin;
		this.size = Math.max(SMALLEST_PART, (lines + MOST_PARTS - 1) / MOST_PARTS);
		int[] unknown = new int[(int) ((lines + this.size - 1) / this.size)];
		Arrays.fill(unknown, UNKNOWN);
		this.counts = new AtomicIntegerArray(unknown);
	}

	/** Finds the next line after one. */
	OptionalLong next(long line, Scan scan) {
		long from = Math.max(this.begin, line + 1);
		if (from > this.lines) {
			return OptionalLong.empty();
		}
		int part = part(from);
		OptionalLong near = known(part, scan).filter((number) -> number >= from).findFirst();
		int atOnce = 1;
		for (int first = part + 1; near.isEmpty() && first < this.counts.length();) {
			if (this.counts.get(first) >= 0) {
				near = known(first, scan).findFirst();
				first++;
			}
			else {
				scan.waiter().run();
				int last = Math.min(this.counts.length(), first + atOnce) - 1;
				near = read(first, last, scan).first();
				first = last + 1;
				atOnce = Math.min(AT_ONCE, atOnce * 2);
			}
		}
		return near;
	}

	/** Finds the next line before one. */
	OptionalLong previous(long line, Scan scan) {
		if (line <= this.begin || this.lines == 0) {
			return OptionalLong.empty();
		}
		int part = part(Math.min(line - 1, this.lines));
		OptionalLong near = known(part, scan).filter((number) -> number < line).max();
		int atOnce = 1;
		for (int last = part - 1; near.isEmpty() && last >= 0;) {
			if (this.counts.get(last) >= 0) {
				near = known(last, scan).max();
				last--;
			}
			else {
				scan.waiter().run();
				int first = Math.max(0, last - atOnce + 1);
				near = read(first, last, scan).last();
				last = first - 1;
				atOnce = Math.min(AT_ONCE, atOnce * 2);
			}
		}
		return near;
	}

	/** Finds the lines from one to another. */
	long[] within(long first, long last, Scan scan) {
		if (first > Math.min(last, this.lines)) {
			return new long[0];
		}
		LongStream numbers = LongStream.empty();
		for (int part = part(first); part <= part(Math.min(last, this.lines)); part++) {
			numbers = LongStream.concat(numbers, known(part, scan));
		}
		return numbers.filter((number) -> number >= first && number <= last).toArray();
	}

	/**
	 * Counts the lines.
	 * @param progress is given the number of the last line that was read, again and again
	 */
	long count(Scan scan, LongConsumer progress) {
		for (int part = 0; part < this.counts.length(); part++) {
			if (this.counts.get(part) == UNKNOWN) {
				int end = part;
				while (end < Math.min(this.counts.length(), part + AT_ONCE) && this.counts.get(end) == UNKNOWN) {
					end++;
				}
				read(part, end - 1, scan);
				progress.accept(Math.min(this.lines, end * this.size));
			}
		}
		return counted();
	}

	/** How many lines were found in what was read so far. */
	long counted() {
		return countBefore(this.counts.length());
	}

	/** How many of the lines are before one, where all before it was read. */
	long rank(long line, Scan scan) {
		int part = part(line);
		return countBefore(part) + known(part, scan).filter((number) -> number < line).count();
	}

	private long countBefore(int end) {
		long count = 0;
		for (int part = 0; part < end; part++) {
			count += Math.max(0, this.counts.get(part));
		}
		return count;
	}

	private int part(long line) {
		return (int) ((line - 1) / this.size);
	}

	private LongStream known(int part, Scan scan) {
		if (this.counts.get(part) == 0) {
			return LongStream.empty();
		}
		Part known = this.recent;
		if (known == null || known.number() != part) {
			known = new Part(part, read(part, part, scan).lines());
			this.recent = known;
		}
		return LongStream.of(known.lines());
	}

	private PartsReader read(int first, int last, Scan scan) {
		PartsReader reader = new PartsReader(first, this.size, this.counts);
		scan.find(first * this.size + 1, Math.min(this.lines, (last + 1) * this.size), reader::add);
		reader.end(last);
		return reader;
	}

	@SuppressWarnings("ArrayRecordComponent")
	private record Part(int number, long[] lines) {

	}

}
