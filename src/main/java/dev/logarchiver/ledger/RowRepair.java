package dev.logarchiver.ledger;

import java.util.List;
import java.util.stream.LongStream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Brings the ledger in line with objects that were repaired. */
@Repository
public class RowRepair {

	private static final String RECOUNTED = """
			UPDATE archived_log SET error_lines = :errorLines, first_errors = :firstErrors, errors_at = :errorsAt
			WHERE worker_id = :worker AND run_id = :run AND revision = :revision AND object_key = :key
			AND sha256 = :sha256""";

	private static final String RESTORED = """
			UPDATE archived_log SET object_size = :objectSize, locked_until = :lockedUntil
			WHERE worker_id = :worker AND run_id = :run AND revision = :revision""";

	private final Ledger ledger;

	private final PendingRuns pendingRuns;

	private final TextEntries entries;

	private final JdbcClient jdbc;

	public RowRepair(Ledger ledger, PendingRuns pendingRuns, TextEntries entries, JdbcClient jdbc) {
		this.ledger = ledger;
		this.pendingRuns = pendingRuns;
		this.entries = entries;
		this.jdbc = jdbc;
	}

	/**
	 * Takes note of an object that was stored again: of its size, of its lock, and of
	 * where it can be entered.
	 * @param log the row as it was
	 * @param restored the row as it is to be
	 */
	@Transactional
	public void restored(ArchivedLog log, ArchivedLog restored) {
		this.jdbc.sql(RESTORED).params(ArchivedLogRows.parameters(restored)).update();
		this.entries.replace(restored);
	}

	/**
	 * Takes back a row whose object is not what was stored: the run counts as one that is
	 * still to be archived, by a restart of what stored it or by the next run of the job,
	 * whatever the Worker's last run is then.
	 * @param taker who archives it besides the next run of the job, as in
	 * {@link PendingRun}
	 */
	@Transactional
	public void takeBack(ArchivedLog wrong, long taker) {
		forget(wrong);
		this.pendingRuns.add(LongStream.of(PendingRun.ANY_INSTANCE, taker)
			.mapToObj((instance) -> new PendingRun(instance, wrong.worker(), wrong.run()))
			.toList());
	}

	/**
	 * Records a log in the place of one whose object is missing: a row never points at
	 * nothing, and what was known goes only with the news of what there is. Harmless if
	 * the successor is recorded already.
	 */
	@Transactional
	public void supersede(ArchivedLog missing, ArchivedLog successor) {
		this.ledger.record(List.of(successor));
		forget(missing);
	}

	/**
	 * Takes note of what was counted anew in the texts of logs, unless other texts were
	 * stored since.
	 * @param logs the rows as they are to be
	 */
	@Transactional
	public void recounted(List<ArchivedLog> logs) {
		logs.forEach((log) -> this.jdbc.sql(RECOUNTED).params(ArchivedLogRows.parameters(log)).update());
	}

	private void forget(ArchivedLog log) {
		this.jdbc.sql("DELETE FROM archived_log WHERE worker_id = ? AND run_id = ? AND revision = ? AND object_key = ?")
			.params(log.worker().value(), log.runId().value(), log.revision(), log.key())
			.update();
	}

}
