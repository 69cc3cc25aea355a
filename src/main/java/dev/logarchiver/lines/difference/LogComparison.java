package dev.logarchiver.lines.difference;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.lines.LogLine;
import dev.logarchiver.lines.difference.LogDifference.Tally;
import dev.logarchiver.lines.pattern.LinePattern;
import dev.logarchiver.lines.pattern.LineSearch;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the log of a failed run says that the log of a good one doesn't, times, IDs
 * and numbers aside. Reads each once, in bounded memory. For one use by one thread.
 */
public final class LogComparison {

	/** Makes the hashes of different lines take 32 MB at most. */
	private static final int MOST_LINES = 1 << 20;

	private static final int MOST_OTHERS = 3;

	private final @Nullable LineSearch errors;

	private final LineMask mask = new LineMask(LineReader.LONGEST);

	private final LineHashes known;

	private final LineHashes reported;

	private final ExcerptRecorder firstLine = new ExcerptRecorder();

	private final ExcerptRecorder firstError = new ExcerptRecorder();

	private final List<LogLine> others = new ArrayList<>();

	private Tally succeeded = Tally.NONE;

	private Tally failed = Tally.NONE;

	private long newLines;

	private long newErrors;

	/**
	 * Prepares a comparison.
	 * @param pattern which lines are errors; {@code null} when none are
	 */
	public LogComparison(@Nullable LinePattern pattern) {
		this(pattern, MOST_LINES);
	}

	LogComparison(@Nullable LinePattern pattern, int mostLines) {
		this.errors = (pattern != null) ? pattern.search() : null;
		this.known = new LineHashes(mostLines);
		this.reported = new LineHashes(mostLines);
	}

	/**
	 * Reads the log of the good run, which comes first.
	 * @param succeededText the log; stays open
	 * @return what was counted in it
	 * @throws IOException if it can't be read
	 */
	public Tally learn(InputStream succeededText) throws IOException {
		LineReader log = new LineReader(succeededText);
		while (log.next()) {
			this.known.add(this.mask.hash(log.bytes(), log.length()));
			this.succeeded = this.succeeded.plus(isError(log));
		}
		return this.succeeded;
	}

	/**
	 * Reads the log of the failed run.
	 * @param failedText the log; stays open
	 * @return what is new in it
	 * @throws IOException if it can't be read
	 */
	public LogDifference find(InputStream failedText) throws IOException {
		LineReader log = new LineReader(failedText);
		while (log.next()) {
			boolean error = isError(log);
			this.failed = this.failed.plus(error);
			look(log, error);
		}
		return new LogDifference(this.failed, this.succeeded, this.newLines, this.newErrors,
				this.firstError.excerpt().or(this.firstLine::excerpt), this.others, !this.known.isFull());
	}

	private void look(LineReader log, boolean error) {
		long hash = this.mask.hash(log.bytes(), log.length());
		boolean fresh = log.length() > 0 && !this.known.contains(hash);
		boolean freshError = fresh && error;
		this.newLines += fresh ? 1 : 0;
		this.newErrors += freshError ? 1 : 0;
		boolean shown = !this.firstError.isDone();
		if (shown) {
			LogLine line = log.line();
			this.firstError.add(line, freshError);
			if (!this.firstLine.isDone()) {
				this.firstLine.add(line, fresh);
			}
		}
		if (freshError && this.reported.add(hash) && !shown && this.others.size() < MOST_OTHERS) {
			this.others.add(log.line());
		}
	}

	private boolean isError(LineReader log) {
		if (this.errors == null) {
			return false;
		}
		this.errors.startLine();
		this.errors.toLineEnd(log.bytes(), 0, log.length());
		return this.errors.isFound();
	}

}
