package dev.logarchiver.web.log;

import java.util.OptionalLong;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.reading.EnterableText;

/**
 * A log that was shown before, with what has been found out of its text. For many
 * threads.
 */
final class KnownLog {

	private static final int MOST_SEARCHES = 16;

	private final ArchivedLog log;

	private final EnterableText text;

	private final Recent<String, LineIndex> indexes = new Recent<>(MOST_SEARCHES);

	private volatile long lines = -1;

	KnownLog(ArchivedLog log, EnterableText text) {
		this.log = log;
		this.text = text;
	}

	ArchivedLog log() {
		return this.log;
	}

	EnterableText text() {
		return this.text;
	}

	long lines() {
		if (this.lines < 0) {
			this.lines = this.text.lines();
		}
		return this.lines;
	}

	/** Where lines of a kind were found so far. */
	LineIndex index(Sought sought) {
		return this.indexes.get(sought.name(),
				(_) -> new LineIndex(lines(), (sought instanceof ErrorsSought) ? firstError().orElse(1) : 1));
	}

	/** The first error line, as far as the ledger remembers it. */
	OptionalLong firstError() {
		var errors = this.log.text().errors();
		return (errors == null || errors.first().isEmpty()) ? OptionalLong.empty()
				: OptionalLong.of(errors.first().getFirst().number());
	}

}
