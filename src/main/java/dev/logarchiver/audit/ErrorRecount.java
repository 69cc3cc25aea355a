package dev.logarchiver.audit;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

import dev.logarchiver.audit.ReindexReport.Unindexed;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.RowRepair;
import dev.logarchiver.lines.errors.ErrorCounter;
import dev.logarchiver.lines.errors.ErrorLines;
import dev.logarchiver.lines.errors.ErrorPattern;
import dev.logarchiver.lines.errors.ErrorProperties;
import dev.logarchiver.reading.ArchivedText;
import dev.logarchiver.store.ListedObject;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Counts the error lines of all logs in the store anew, by what counts as one now. The
 * objects stay as they are.
 */
@Component
class ErrorRecount {

	private static final int BATCH = 500;

	private static final int BUFFER = 64 * 1024;

	private final Ledger ledger;

	private final RowRepair rows;

	private final ErrorProperties errors;

	ErrorRecount(Ledger ledger, RowRepair rows, ErrorProperties errors) {
		this.ledger = ledger;
		this.rows = rows;
		this.errors = errors;
	}

	/**
	 * Reads every log that the ledger has.
	 * @param store where they are
	 * @param progress receives, now and then, how many are done
	 * @return the objects that can't be read
	 */
	Result recount(LogStore store, LongConsumer progress) {
		ErrorPattern pattern = this.errors.compiled();
		Result result = new Result();
		try (Stream<ListedObject> listed = store.list()) {
			Concurrently.process(listed, (object) -> read(object, store, pattern),
					(found) -> found.flatMap(Optional::stream).gather(Gatherers.windowFixed(BATCH)).forEach((batch) -> {
						record(batch, result);
						progress.accept(result.counted());
					}));
		}
		return result;
	}

	private Optional<Recounted> read(ListedObject object, LogStore store, @Nullable ErrorPattern pattern) {
		return row(object).map((log) -> {
			try {
				ErrorLines found = (pattern != null) ? new ArchivedText(store, log).read((text) -> count(text, pattern))
						: null;
				return new Recounted(log.withErrors(found), null);
			}
			catch (StoreException ex) {
				return new Recounted(log, String.valueOf(ex.getMessage()));
			}
		});
	}

	private Optional<ArchivedLog> row(ListedObject object) {
		return ObjectKey.parse(object.key())
			.flatMap((key) -> this.ledger.revisions(key.worker(), key.run())
				.stream()
				.filter((log) -> log.key().equals(object.key()))
				.findFirst());
	}

	private static ErrorLines count(InputStream text, ErrorPattern pattern) throws IOException {
		ErrorCounter counter = new ErrorCounter(pattern);
		byte[] buffer = new byte[BUFFER];
		for (int length = text.read(buffer); length >= 0; length = text.read(buffer)) {
			counter.add(buffer, 0, length);
		}
		return counter.finish();
	}

	private void record(List<Recounted> batch, Result result) {
		List<ArchivedLog> counted = new ArrayList<>();
		for (Recounted each : batch) {
			if (each.problem() == null) {
				counted.add(each.log());
			}
			else {
				result.add(new Unindexed(each.log().key(), each.problem()));
			}
		}
		this.rows.recounted(counted);
		result.add(counted.size());
	}

	private record Recounted(ArchivedLog log, @Nullable String problem) {
	}

	/** What came of it. */
	static final class Result {

		private final List<Unindexed> problems = new ArrayList<>();

		private long counted;

		private long unread;

		private void add(int more) {
			this.counted += more;
		}

		private void add(Unindexed problem) {
			this.unread++;
			if (this.problems.size() < ReindexReport.MOST) {
				this.problems.add(problem);
			}
		}

		List<Unindexed> problems() {
			return this.problems;
		}

		long counted() {
			return this.counted;
		}

		long unread() {
			return this.unread;
		}

	}

}
