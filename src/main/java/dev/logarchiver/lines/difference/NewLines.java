package dev.logarchiver.lines.difference;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import dev.logarchiver.lines.LogLine;
import dev.logarchiver.lines.difference.LogDifference.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first new error with what stands around it, else the first new line. Whether
 * a line is an error may turn out some lines later. For one thread.
 */
final class NewLines {

	private static final int MOST_OTHERS = 3;

	private final LineHashes reported;

	private final Deque<LogLine> before = ExcerptRecorder.nothingBefore();

	/** Of lines that may still turn out to be the first new error, or just did. */
	private final List<ExcerptRecorder> open = new ArrayList<>();

	private @Nullable ExcerptRecorder firstLine;

	private @Nullable ExcerptRecorder firstError;

	private final List<LogLine> others = new ArrayList<>();

	private long lines;

	private long errors;

	NewLines(int mostLines) {
		this.reported = new LineHashes(mostLines);
	}

	/**
	 * Takes the next line, when what it may be as an error was taken already.
	 * @param fresh whether it is new
	 */
	void add(LineReader log, boolean fresh) {
		this.lines += fresh ? 1 : 0;
		if (this.firstError == null || !this.firstError.isDone()) {
			LogLine line = log.line();
			ExcerptRecorder first = this.firstLine;
			if (first != null) {
				first.add(line);
			}
			else if (fresh) {
				this.firstLine = new ExcerptRecorder(this.before, line);
			}
			ExcerptRecorder.remember(this.before, line);
		}
	}

	/**
	 * Goes on with the excerpts that the next line belongs to.
	 */
	void goOn(LineReader log) {
		if (!this.open.isEmpty()) {
			LogLine line = log.line();
			this.open.forEach((excerpt) -> excerpt.add(line));
			this.open.removeIf(ExcerptRecorder::isDone);
		}
	}

	/**
	 * What is to be known of a line that may be a new error.
	 * @param hash its hash
	 * @param fresh whether it is new
	 */
	Suspect suspect(LineReader log, long hash, boolean fresh) {
		if (!fresh || (this.firstError != null && this.others.size() == MOST_OTHERS)) {
			return new Suspect(fresh, hash, null);
		}
		ExcerptRecorder excerpt = new ExcerptRecorder(this.before, log.line());
		if (this.firstError == null) {
			this.open.add(excerpt);
		}
		return new Suspect(true, hash, excerpt);
	}

	/** Takes an error. */
	void addError(Suspect error) {
		if (!error.fresh()) {
			return;
		}
		this.errors++;
		ExcerptRecorder excerpt = error.excerpt();
		boolean unlike = this.reported.add(error.hash());
		if (excerpt == null) {
			return;
		}
		if (this.firstError == null) {
			this.firstError = excerpt;
		}
		else if (unlike && this.others.size() < MOST_OTHERS && !this.firstError.shows(excerpt.excerpt().line())) {
			this.others.add(excerpt.excerpt().line());
		}
	}

	long lines() {
		return this.lines;
	}

	long errors() {
		return this.errors;
	}

	List<LogLine> others() {
		return this.others;
	}

	Optional<Excerpt> first() {
		return Optional.ofNullable((this.firstError != null) ? this.firstError : this.firstLine)
			.map(ExcerptRecorder::excerpt);
	}

	/**
	 * A line that may be an error.
	 *
	 * @param fresh whether it is new
	 * @param hash its hash
	 * @param excerpt the line with what stands around it; {@code null} if it won't be
	 * shown
	 */
	record Suspect(boolean fresh, long hash, @Nullable ExcerptRecorder excerpt) {
	}

}
