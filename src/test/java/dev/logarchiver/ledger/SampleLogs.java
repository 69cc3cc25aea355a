package dev.logarchiver.ledger;

import java.time.Instant;

import dev.logarchiver.ledger.ArchivedLog.TextDigest;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.Completeness;
import dev.logarchiver.store.Compression;
import dev.logarchiver.store.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * Archived logs to record.
 */
final class SampleLogs {

	static final WorkerId WORKER = new WorkerId("acme~shop");

	static final Instant NOON = Instant.parse("2026-06-14T12:00:00Z");

	private SampleLogs() {
	}

	static ArchivedLog settled(String worker, String run, Instant startedAt) {
		return log(new WorkerId(worker), new Run(new RunId(run), RunStatus.SUCCEEDED, startedAt, null), 1, true, 'a',
				null);
	}

	static ArchivedLog settled(String run) {
		return settled(WORKER.value(), run, NOON);
	}

	static ArchivedLog open(String worker, String run, Instant startedAt) {
		return log(new WorkerId(worker), new Run(new RunId(run), RunStatus.RUNNING, startedAt, null), 1, false, 'a',
				null);
	}

	static ArchivedLog open(String run) {
		return open(WORKER.value(), run, NOON);
	}

	/**
	 * What an open log becomes when its run has ended.
	 */
	static ArchivedLog ended(ArchivedLog open, int revision) {
		Run run = new Run(open.runId(), RunStatus.FAILED, open.run().startedAt(), NOON.plusSeconds(60));
		return log(open.worker(), run, revision, true, 'b', open.key());
	}

	/**
	 * The same log with other bytes.
	 */
	static ArchivedLog withText(ArchivedLog log, char digit) {
		return log(log.worker(), log.run(), log.revision(), log.settled(), digit, log.leftover());
	}

	private static ArchivedLog log(WorkerId worker, Run run, int revision, boolean settled, char digit,
			@Nullable String leftover) {
		ObjectKey key = new ObjectKey(worker, run.date().orElse(null), run.id(), revision, !settled, Compression.GZIP);
		TextDigest text = new TextDigest(1000, String.valueOf(digit).repeat(64), null);
		return new ArchivedLog(worker, run, revision, key.value(), settled, Completeness.FULL, text, 100,
				NOON.minusSeconds(1), NOON, 7, null, leftover);
	}

}
