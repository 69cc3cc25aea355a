package dev.logarchiver.web.log;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Takes the numbers of found lines in their order, and counts those of each part. The
 * lines themselves are kept for the part that was read last. For one thread.
 */
final class PartsReader {

	private final long size;

	private final AtomicIntegerArray counts;

	private long[] lines = new long[16];

	private int found;

	private long first;

	private long last;

	private int part;

	PartsReader(int part, long size, AtomicIntegerArray counts) {
		this.part = part;
		this.size = size;
		this.counts = counts;
	}

	/** Takes a line, and wants more. */
	boolean add(long line) {
		int in = (int) ((line - 1) / this.size);
		if (in > this.part) {
			close(in - 1);
		}
		if (this.found == this.lines.length) {
			this.lines = Arrays.copyOf(this.lines, 2 * this.found);
		}
		this.lines[this.found++] = line;
		this.first = (this.first == 0) ? line : this.first;
		this.last = line;
		return true;
	}

	private void close(int until) {
		this.counts.set(this.part, this.found);
		for (int empty = this.part + 1; empty <= until; empty++) {
			this.counts.set(empty, 0);
		}
		this.part = until + 1;
		this.found = 0;
	}

	/** Ends with the last part. */
	void end(int lastPart) {
		int kept = this.found;
		close(lastPart);
		this.found = kept;
	}

	OptionalLong first() {
		return (this.first > 0) ? OptionalLong.of(this.first) : OptionalLong.empty();
	}

	OptionalLong last() {
		return (this.last > 0) ? OptionalLong.of(this.last) : OptionalLong.empty();
	}

	/** Those of the last part. */
	long[] lines() {
		return Arrays.copyOf(this.lines, this.found);
	}

}
