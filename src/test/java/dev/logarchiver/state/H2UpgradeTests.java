package dev.logarchiver.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

import dev.logarchiver.failure.OutOfReachException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A kill, or a full disk, while the tables are made or changed leaves a database that the
 * next start completes, with all that was in it.
 */
class H2UpgradeTests {

	/** Of a job instance and a log, by a version that knew them so. */
	private static final String ROWS = """
			INSERT INTO batch_job_instance VALUES (1, 0, 'archive', 'key');
			INSERT INTO archived_log (worker_id, run_id, revision, object_key, is_final, completeness, run_status, started_at,
			finished_at, run_at, text_size, object_size, sha256, source_etag, unchanged_since, archived_at, execution_id,
			request_id, leftover_key) VALUES ('w', '01J0', 0, 'key', TRUE, 'full', 'succeeded', NULL, NULL,
			TIMESTAMP WITH TIME ZONE '2026-06-15 12:00:00Z', 1, 1, 'sha', NULL,
			TIMESTAMP WITH TIME ZONE '2026-06-15 12:00:00Z', TIMESTAMP WITH TIME ZONE '2026-06-15 12:00:00Z', 1, NULL,
			NULL)""";

	@TempDir
	private Path parent;

	private Path directory() throws IOException {
		return Files.createDirectories(this.parent.resolve("state"));
	}

	/**
	 * The database as an older version left it, with its rows.
	 */
	private H2File older(String version) throws IOException, SQLException {
		H2File file = H2File.in(directory());
		new H2Upgrade(file, Flyway.configure().target(version)).open().close();
		try (Connection connection = new H2Upgrade(file, Flyway.configure().target(version)).open();
				Statement statement = connection.createStatement()) {
			statement.execute(ROWS);
		}
		return file;
	}

	private static H2Upgrade upgrade(H2File file, Callback... callbacks) {
		return new H2Upgrade(file, Flyway.configure().callbacks(callbacks));
	}

	private static long logs(H2File file) {
		try (Connection connection = upgrade(file).open();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT COUNT(errors_at) + COUNT(*) FROM archived_log")) {
			rows.next();
			return rows.getLong(1);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What kills in each statement leave, once where the database itself is the same.
	 */
	private Collection<Path> killedInEachStatement(H2File file) throws SQLException {
		Snapshots snapshots = new Snapshots(file.path().resolveSibling("").toAbsolutePath(),
				this.parent.resolve("killed"));
		upgrade(file, snapshots).open().close();
		assertThat(snapshots.taken()).hasSizeGreaterThan(3);
		Map<Long, Path> different = new HashMap<>();
		snapshots.taken().forEach((state) -> different.put(digest(H2File.in(state).path()), state));
		return different.values();
	}

	private static long digest(Path file) {
		try {
			CRC32 digest = new CRC32();
			if (Files.exists(file)) {
				digest.update(Files.readAllBytes(file));
			}
			return digest.getValue();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void columnsAreAddedInOneGo() throws Exception {
		H2File file = older("16");
		List<String> statements = new ArrayList<>();
		upgrade(file, new BaseCallback() {

			@Override
			public boolean supports(Event event, Context context) {
				return event == Event.BEFORE_MIGRATE;
			}

			@Override
			public void handle(Event event, Context context) {
				statements.addAll(columns(context.getConnection()));
			}

		}).open().close();
		assertThat(statements).contains("locked_until", "redactions", "redaction_rules", "source_mac");
		assertThat(logs(file)).isPositive();
	}

	private static List<String> columns(Connection connection) {
		try (ResultSet there = connection.getMetaData().getColumns(null, null, "archived_log", null)) {
			List<String> columns = new ArrayList<>();
			while (there.next()) {
				columns.add(there.getString("COLUMN_NAME"));
			}
			return columns;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void aFirstStartThatIsKilledIsBegunAnew() throws Exception {
		assertThat(killedInEachStatement(H2File.in(directory()))).isNotEmpty().allSatisfy((state) -> {
			assertThat(logs(H2File.in(state))).isZero();
			assertThat(files(state)).containsExactly("log-archiver.mv.db");
		});
	}

	@Test
	void aFirstStartOfAnOlderVersionThatWasKilledIsBegunAnew() throws Exception {
		Path directory = directory();
		H2File file = H2File.in(directory);
		Snapshots snapshots = new Snapshots(directory, this.parent.resolve("killed"));
		Flyway.configure().dataSource(file.url(), "sa", "").callbacks(snapshots).target("5").load().migrate();
		List<Path> taken = snapshots.taken();
		assertThat(taken).hasSizeGreaterThan(30);
		for (int each = 0; each < taken.size(); each += 7) {
			assertThat(logs(H2File.in(taken.get(each)))).as(taken.get(each).toString()).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "2", "4" })
	void anUpgradeThatIsKilledIsBegunAnewAndKeepsAll(String version) throws Exception {
		assertThat(killedInEachStatement(older(version))).isNotEmpty().allSatisfy((state) -> {
			assertThat(logs(H2File.in(state))).isOne();
			assertThat(files(state)).containsExactly("log-archiver.mv.db");
		});
	}

	@Test
	void anUpgradeThatFailsLeavesTheDatabaseAsItWas() throws Exception {
		H2File file = older("3");
		// stands in the way as a full disk does
		Files.createDirectories(file.copy().path().resolve("in the way"));
		assertThatExceptionOfType(OutOfReachException.class).isThrownBy(upgrade(file)::open)
			.withMessageContaining("can't be brought up to date")
			.withMessageContaining("the old file is unchanged")
			.withMessageContaining("check that the disk has space");
		try (Connection connection = DriverManager.getConnection(file.url(), "sa", "");
				Statement statement = connection.createStatement();
				ResultSet row = statement
					.executeQuery("SELECT MAX(\"version\") FROM \"flyway_schema_history\", archived_log")) {
			row.next();
			assertThat(row.getString(1)).isEqualTo("3");
		}
		Files.delete(file.copy().path().resolve("in the way"));
		assertThat(logs(file)).isOne();
	}

	@Test
	void itsOwnerAloneMayReadItWhoeverUpgradesIt() throws Exception {
		H2File file = older("3");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path()))).isEqualTo("rw-------");
		Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-rw----"));
		assertThat(logs(file)).isOne();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path()))).isEqualTo("rw-rw----");
	}

	@Test
	void numbersFollowEachOtherAfterAKill() throws Exception {
		H2File file = H2File.in(directory());
		Path killed = this.parent.resolve("killed");
		for (String sequence : List.of("batch_job_execution_seq", "batch_step_execution_seq",
				"batch_job_instance_seq")) {
			Files.createDirectories(killed);
			try (Connection connection = upgrade(file).open()) {
				assertThat(next(connection, sequence)).isOne();
				Files.copy(file.path(), H2File.in(killed).path(), StandardCopyOption.REPLACE_EXISTING);
			}
			try (Connection connection = upgrade(H2File.in(killed)).open()) {
				assertThat(next(connection, sequence)).isEqualTo(2);
			}
		}
	}

	private static long next(Connection connection, String sequence) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet value = statement.executeQuery("SELECT nextval('" + sequence + "')")) {
			value.next();
			return value.getLong(1);
		}
	}

	private static List<String> files(Path directory) {
		try (var files = Files.list(directory)) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
