package dev.logarchiver.lines.difference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

import dev.logarchiver.lines.LogLine;
import dev.logarchiver.lines.difference.LogDifference.Excerpt;

/** Keeps a line and what stands around it. For one thread. */
final class ExcerptRecorder {

	private static final int BEFORE = 5;

	private static final int AFTER = 3;

	private final List<LogLine> before;

	private final LogLine line;

	private final List<LogLine> after = new ArrayList<>();

	/**
	 * Begins with the line.
	 * @param before the lines before it
	 */
	ExcerptRecorder(Collection<LogLine> before, LogLine line) {
		this.before = List.copyOf(before);
		this.line = line;
	}

	/** Keeps as many lines as may stand before one. */
	static void remember(Deque<LogLine> before, LogLine next) {
		before.add(next);
		if (before.size() > BEFORE) {
			before.remove();
		}
	}

	static Deque<LogLine> nothingBefore() {
		return new ArrayDeque<>();
	}

	/** Takes the next line. */
	void add(LogLine next) {
		if (!isDone()) {
			this.after.add(next);
		}
	}

	/** Whether nothing more is to be added. */
	boolean isDone() {
		return this.after.size() == AFTER;
	}

	boolean shows(LogLine other) {
		return this.line.equals(other) || this.after.contains(other);
	}

	Excerpt excerpt() {
		return new Excerpt(this.before, this.line, this.after);
	}

}
