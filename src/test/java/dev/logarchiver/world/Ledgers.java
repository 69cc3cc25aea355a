package dev.logarchiver.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.simulation.SimulatedRun;

/**
 * Looks into the database behind the program's back.
 */
public final class Ledgers {

	private static final String INSERT = """
			INSERT INTO archived_log (worker_id, run_id, revision, object_key, is_final, completeness, run_status,
			run_at, text_size, object_size, sha256, unchanged_since, archived_at, execution_id)
			VALUES (?, ?, 1, ?, TRUE, 'full', 'succeeded', ?, 500, 200, ?, ?, ?, 0)""";

	private static final String UPLOAD = """
			INSERT INTO open_upload (store_uri, job, object_key, upload_id, execution_id, started_at)
			VALUES (?, ?, ?, ?, 0, CURRENT_TIMESTAMP)""";

	private Ledgers() {
	}

	public static Connection open(World world) throws SQLException {
		if (world.database().isPresent()) {
			return Postgres.open(world.database().get());
		}
		return DriverManager.getConnection("jdbc:h2:file:" + world.state().resolve("log-archiver")
				+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH", "sa", "");
	}

	/**
	 * Forgets what is archived.
	 */
	public static void empty(World world) {
		try (Connection connection = open(world)) {
			connection.createStatement().executeUpdate("DELETE FROM archived_log");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * There is nothing to restart, but a database then.
	 */
	public static void createDatabase() {
		Program.call("restart");
	}

	/**
	 * Makes the ledger one of before archives had an identity.
	 */
	public static void forgetArchive(World world) {
		execute(world, "DELETE FROM archive");
	}

	/**
	 * Notes partial objects that are to be deleted.
	 */
	public static void noteStrays(World world, int count) {
		execute(world, "INSERT INTO stray_partial (object_key, worker_id, run_id) "
				+ "SELECT 'worker=w/date=2026-01-01/r' || number || '.partial.log.gz', log.worker_id, log.run_id "
				+ "FROM generate_series(1, " + count
				+ ") AS numbers(number), archived_log log WHERE log.worker_id = 'w'");
	}

	public static void execute(World world, String sql) {
		try (Connection connection = open(world)) {
			connection.createStatement().executeUpdate(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * All that is in the database, as text.
	 */
	public static String dump(World world) {
		StringBuilder dump = new StringBuilder();
		try (Connection connection = open(world)) {
			if (world.database().isEmpty()) {
				appendRows(dump, connection, "SCRIPT");
				return dump.toString();
			}
			for (String table : strings(connection,
					"SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
				appendRows(dump, connection, "SELECT CAST(rows AS text) FROM " + table + " rows");
			}
			return dump.toString();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void appendRows(StringBuilder dump, Connection connection, String sql) throws SQLException {
		strings(connection, sql).forEach((row) -> dump.append(row).append('\n'));
	}

	/**
	 * The first column of what a query finds, as text.
	 */
	public static List<String> strings(World world, String sql) {
		try (Connection connection = open(world)) {
			return strings(connection, sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> strings(Connection connection, String sql) throws SQLException {
		List<String> strings = new ArrayList<>();
		try (ResultSet rows = connection.createStatement().executeQuery(sql)) {
			while (rows.next()) {
				strings.add(rows.getString(1));
			}
		}
		return strings;
	}

	/**
	 * Records an upload as an execution does before its first part.
	 */
	public static void recordUpload(World world, String store, String job, String key, String uploadId) {
		createDatabase();
		try (Connection connection = open(world); PreparedStatement insert = connection.prepareStatement(UPLOAD)) {
			insert.setString(1, store);
			insert.setString(2, job);
			insert.setString(3, key);
			insert.setString(4, uploadId);
			insert.executeUpdate();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The IDs of the uploads that are recorded.
	 */
	public static List<String> uploads(World world) {
		List<String> uploads = new ArrayList<>();
		try (Connection connection = open(world);
				ResultSet rows = connection.createStatement().executeQuery("SELECT upload_id FROM open_upload")) {
			while (rows.next()) {
				uploads.add(rows.getString(1));
			}
			return uploads;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * How many uploads are recorded as begun.
	 */
	public static long recordedUploads(World world) {
		try (Connection connection = open(world);
				ResultSet count = connection.createStatement().executeQuery("SELECT count(*) FROM open_upload")) {
			count.next();
			return count.getLong(1);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Puts the run that every unknown Worker has into the ledger, as if it were archived.
	 * Of the objects, only that of the newest run is there.
	 */
	public static void fill(World world, String list) {
		createDatabase();
		try (Connection connection = open(world); PreparedStatement insert = connection.prepareStatement(INSERT)) {
			connection.setAutoCommit(false);
			for (String worker : Files.readAllLines(Path.of(list))) {
				SimulatedRun run = world.platform().defaultRun(worker);
				OffsetDateTime time = run.createdAt().atOffset(ZoneOffset.UTC);
				insert.setString(1, worker.replace('/', '~'));
				insert.setString(2, run.slug());
				insert.setString(3,
						"worker=" + worker.replace('/', '~') + "/date=2026-06-01/" + run.slug() + ".log.gz");
				insert.setObject(4, time);
				insert.setString(5, "0".repeat(64));
				insert.setObject(6, time);
				insert.setObject(7, time);
				insert.addBatch();
			}
			insert.executeBatch();
			connection.commit();
			try (ResultSet newest = connection.createStatement()
				.executeQuery("SELECT object_key FROM archived_log ORDER BY run_at DESC LIMIT 1")) {
				newest.next();
				world.put(newest.getString(1), "");
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
