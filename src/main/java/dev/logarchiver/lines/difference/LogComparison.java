package dev.logarchiver.lines.difference;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.logarchiver.lines.difference.LogDifference.Tally;
import dev.logarchiver.lines.difference.NewLines.Suspect;
import dev.logarchiver.lines.errors.ErrorFinder;
import dev.logarchiver.lines.errors.ErrorPattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the log of a failed run says that the log of a good one doesn't, times, IDs
 * and numbers aside. Reads each once, in bounded memory. For one use by one thread.
 */
public final class LogComparison {

	/** Makes the hashes of different lines take 32 MB at most. */
	private static final int MOST_LINES = 1 << 20;

	private final @Nullable ErrorPattern errors;

	private final LineMask mask = new LineMask(LineReader.LONGEST);

	private final LineHashes known;

	private final NewLines found;

	private Tally succeeded = Tally.NONE;

	private long errorCount;

	/**
	 * Prepares a comparison.
	 * @param errors which lines are errors; {@code null} when none are
	 */
	public LogComparison(@Nullable ErrorPattern errors) {
		this(errors, MOST_LINES);
	}

	LogComparison(@Nullable ErrorPattern errors, int mostLines) {
		this.errors = errors;
		this.known = new LineHashes(mostLines);
		this.found = new NewLines(mostLines);
	}

	/**
	 * Reads the log of the good run, which comes first.
	 * @param succeededText the log; stays open
	 * @return what was counted in it
	 * @throws IOException if it can't be read
	 */
	public Tally learn(InputStream succeededText) throws IOException {
		LineReader log = new LineReader(succeededText);
		Errors<Object> finder = errors((_) -> this.errorCount++);
		while (log.next()) {
			this.known.add(this.mask.hash(log.bytes(), log.length()));
			finder.add(log, () -> this);
		}
		this.succeeded = finish(log, finder);
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
		Errors<Suspect> finder = errors((error) -> {
			this.errorCount++;
			this.found.addError(error);
		});
		while (log.next()) {
			long hash = this.mask.hash(log.bytes(), log.length());
			boolean fresh = log.length() > 0 && !this.known.contains(hash);
			this.found.goOn(log);
			finder.add(log, () -> this.found.suspect(log, hash, fresh));
			this.found.add(log, fresh);
		}
		Tally failed = finish(log, finder);
		return new LogDifference(failed, this.succeeded, this.found.lines(), this.found.errors(), this.found.first(),
				this.found.others(), !this.known.isFull());
	}

	private <T> Errors<T> errors(Consumer<T> consumer) {
		this.errorCount = 0;
		return new Errors<>((this.errors != null) ? new ErrorFinder<>(this.errors, consumer) : null);
	}

	private Tally finish(LineReader log, Errors<?> finder) {
		finder.finish();
		return new Tally(log.number(), this.errorCount);
	}

	/**
	 * The errors of a log, if any are looked for.
	 *
	 * @param <T> what is kept of a line
	 * @param finder finds them
	 */
	private record Errors<T>(@Nullable ErrorFinder<T> finder) {

		void add(LineReader log, Supplier<T> line) {
			if (this.finder != null) {
				this.finder.add(log.bytes(), log.length(), line);
			}
		}

		void finish() {
			if (this.finder != null) {
				this.finder.finish();
			}
		}

	}

}
