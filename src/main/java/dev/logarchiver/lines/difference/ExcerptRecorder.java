package dev.logarchiver.lines.difference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import dev.logarchiver.lines.LogLine;
import dev.logarchiver.lines.difference.LogDifference.Excerpt;
import org.jspecify.annotations.Nullable;

/** Keeps the first line that is looked for, and what stands around it. For one thread. */
final class ExcerptRecorder {

	private static final int BEFORE = 5;

	private static final int AFTER = 3;

	private final Deque<LogLine> before = new ArrayDeque<>();

	private final List<LogLine> after = new ArrayList<>();

	private @Nullable LogLine line;

	/**
	 * Takes the next line.
	 * @param next the line
	 * @param wanted whether it is one that is looked for
	 */
	void add(LogLine next, boolean wanted) {
		if (this.line != null) {
			this.after.add(next);
		}
		else if (wanted) {
			this.line = next;
		}
		else {
			this.before.add(next);
			if (this.before.size() > BEFORE) {
				this.before.remove();
			}
		}
	}

	/** Whether nothing more is to be added. */
	boolean isDone() {
		return this.after.size() == AFTER;
	}

	Optional<Excerpt> excerpt() {
		return Optional.ofNullable(this.line).map((found) -> new Excerpt(List.copyOf(this.before), found, this.after));
	}

}
