package dev.logarchiver.ledger;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

import dev.logarchiver.store.UploadLog;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The uploads that executions have begun and not ended. Each change is committed at once,
 * whatever transaction its caller is in: a kill must not undo it.
 */
@Repository
public class Uploads implements UploadLog {

	private final JdbcClient jdbc;

	private final Clock clock;

	private volatile @Nullable Owner owner;

	Uploads(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Says whose uploads are recorded from now on. Those that begin before belong to no
	 * execution and aren't recorded, as nobody could tell whether they are dead.
	 */
	public void begin(String store, String job, long execution) {
		this.owner = new Owner(store, job, execution);
	}

	/**
	 * The uploads of all jobs that are recorded for a store, oldest first: those under
	 * way and those that dead processes left.
	 */
	public List<RecordedUpload> in(String store) {
		return this.jdbc
			.sql("SELECT job, object_key, upload_id FROM open_upload WHERE store_uri = ? ORDER BY started_at")
			.param(store)
			.query((row, number) -> new RecordedUpload(row.getString(1), row.getString(2), row.getString(3)))
			.list();
	}

	@Override
	@Transactional(propagation = Propagation.REQUIRES_NEW)
	public void recorded(String key, String uploadId) {
		Owner owner = this.owner;
		if (owner != null) {
			this.jdbc
				.sql("INSERT INTO open_upload (store_uri, upload_id, object_key, job, execution_id, started_at) "
						+ "VALUES (?, ?, ?, ?, ?, ?)")
				.params(owner.store(), uploadId, key, owner.job(), owner.execution(),
						this.clock.instant().atOffset(ZoneOffset.UTC))
				.update();
		}
	}

	@Override
	@Transactional(propagation = Propagation.REQUIRES_NEW)
	public void ended(String uploadId) {
		Owner owner = this.owner;
		if (owner != null) {
			this.jdbc.sql("DELETE FROM open_upload WHERE store_uri = ? AND upload_id = ?")
				.params(owner.store(), uploadId)
				.update();
		}
	}

	/**
	 * Whose uploads are recorded.
	 *
	 * @param store the store's URI
	 * @param job the name of the job
	 * @param execution its execution
	 */
	private record Owner(String store, String job, long execution) {
	}

}
