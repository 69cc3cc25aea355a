package dev.logarchiver.audit;

import java.time.Instant;
import java.util.List;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.RedactedText;
import dev.logarchiver.ledger.TextDigest;
import dev.logarchiver.lines.errors.ErrorLines;
import dev.logarchiver.run.Run;
import dev.logarchiver.store.LogMetadata;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.StoredObject;
import org.jspecify.annotations.Nullable;

/** Reads from an object alone the row that the ledger should have of it. */
final class ObjectRow {

	private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

	/** No execution of this ledger's database stored it. */
	private static final long NO_EXECUTION = 0;

	private ObjectRow() {
	}

	/**
	 * Reads an object.
	 * @param key its key
	 * @param object what the store says of it
	 * @throws IllegalArgumentException if its metadata is missing or bad, or is that of
	 * another object
	 */
	static ArchivedLog read(ObjectKey key, StoredObject object) {
		LogMetadata metadata = LogMetadata.of(object.metadata());
		require("worker-id", key.worker().equals(metadata.worker()));
		require("run-id", key.run().equals(metadata.run()));
		require("revision", key.revision() == metadata.revision());
		require("partial", key.partial() == metadata.partial());
		requireTime("started-at", metadata.startedAt());
		requireTime("finished-at", metadata.finishedAt());
		requireTime("archived-at", metadata.archivedAt());
		Run run = new Run(metadata.run(), metadata.status(), metadata.startedAt(), metadata.finishedAt());
		return new ArchivedLog(metadata.worker(), run, metadata.revision(), key.value(), !metadata.partial(),
				metadata.completeness(), text(metadata), object.size(),
				metadata.partial() ? null : metadata.archivedAt(), metadata.archivedAt(), NO_EXECUTION,
				metadata.requestId(), null, object.lockedUntil());
	}

	/**
	 * Of the error lines, an object knows their number only, and nothing of the text that
	 * was downloaded.
	 */
	private static TextDigest text(LogMetadata metadata) {
		Long errorLines = metadata.errorLines();
		return new TextDigest(metadata.size(), metadata.sha256(), null,
				(errorLines != null) ? new ErrorLines(errorLines, List.of()) : null, null,
				(metadata.redacted() != null) ? new RedactedText(metadata.redacted(), null) : null);
	}

	private static void require(String entry, boolean agrees) {
		if (!agrees) {
			throw new IllegalArgumentException("Metadata entry '" + entry + "' is not what the key says");
		}
	}

	/** No database keeps all the times that can be written. */
	private static void requireTime(String entry, @Nullable Instant time) {
		if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
			throw new IllegalArgumentException("Metadata entry '" + entry + "' has a bad value: '" + time + "'");
		}
	}

}
