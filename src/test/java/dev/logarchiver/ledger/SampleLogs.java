package dev.logarchiver.ledger;

import java.time.Instant;
import java.util.List;

import dev.logarchiver.lines.LogLine;
import dev.logarchiver.lines.errors.ErrorLines;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.Completeness;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.spool.Compression;
import org.jspecify.annotations.Nullable;

/**
 * Archived logs to record.
 */
public final class SampleLogs {

	static final WorkerId WORKER = new WorkerId("acme~shop");

	static final Instant NOON = Instant.parse("2026-06-14T12:00:00Z");

	private SampleLogs() {
	}

	public static ArchivedLog settled(String worker, String run, Instant startedAt) {
		return log(new WorkerId(worker), new Run(new RunId(run), RunStatus.SUCCEEDED, startedAt, null), 1, true, 'a',
				null);
	}

	public static ArchivedLog settled(String run) {
		return settled(WORKER.value(), run, NOON);
	}

	public static ArchivedLog open(String worker, String run, Instant startedAt) {
		return log(new WorkerId(worker), new Run(new RunId(run), RunStatus.RUNNING, startedAt, null), 1, false, 'a',
				null);
	}

	public static ArchivedLog open(String run) {
		return open(WORKER.value(), run, NOON);
	}

	/**
	 * What an open log becomes when its run has ended.
	 */
	public static ArchivedLog ended(ArchivedLog open, int revision) {
		Run run = new Run(open.runId(), RunStatus.FAILED, open.run().startedAt(), NOON.plusSeconds(60));
		return log(open.worker(), run, revision, true, 'b', open.key());
	}

	/**
	 * The same log with other bytes.
	 */
	static ArchivedLog withText(ArchivedLog log, char digit) {
		return log(log.worker(), log.run(), log.revision(), log.isFinal(), digit, log.leftover());
	}

	/**
	 * The same log with error lines.
	 */
	static ArchivedLog withErrors(ArchivedLog log, long count, LogLine... first) {
		TextDigest text = new TextDigest(log.text().size(), log.text().sha256(), log.text().etag(),
				new ErrorLines(count, List.of(first)));
		return new ArchivedLog(log.worker(), log.run(), log.revision(), log.key(), log.isFinal(), log.completeness(),
				text, log.objectSize(), log.unchangedSince(), log.archivedAt(), log.execution(), log.requestId(),
				log.leftover());
	}

	private static ArchivedLog log(WorkerId worker, Run run, int revision, boolean settled, char digit,
			@Nullable String leftover) {
		ObjectKey key = new ObjectKey(worker, run.date().orElse(null), run.id(), revision, !settled, Compression.GZIP);
		TextDigest text = new TextDigest(1000, String.valueOf(digit).repeat(64), null, null);
		return new ArchivedLog(worker, run, revision, key.value(), settled, Completeness.FULL, text, 100,
				NOON.minusSeconds(1), NOON, 7, null, leftover);
	}

}
