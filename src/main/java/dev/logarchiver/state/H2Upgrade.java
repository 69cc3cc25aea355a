package dev.logarchiver.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.logarchiver.failure.OutOfReachException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.util.unit.DataSize;

/**
 * Brings the tables of the H2 database up to date. H2 can't undo the statements that
 * change them, so they are changed in a copy, which takes the database's place once it is
 * complete: a kill or a full disk leaves the database as it was, and the next start
 * begins anew.
 */
final class H2Upgrade {

	private static final Logger logger = LoggerFactory.getLogger(H2Upgrade.class);

	/**
	 * What the migrations, which are PostgreSQL's too, add column by column: H2 writes
	 * the table anew for each, which takes minutes where there are millions of rows.
	 */
	private static final String COLUMNS = """
			ALTER TABLE archived_log ADD COLUMN (locked_until TIMESTAMP WITH TIME ZONE, redactions BIGINT,
			redaction_rules VARCHAR(64), source_mac VARCHAR(64))""";

	private static final String USER = "sa";

	private static final String PASSWORD = "";

	/** From here on it takes so long that it is reported. */
	private static final DataSize LARGE = DataSize.ofMegabytes(100);

	private final H2File database;

	private final FluentConfiguration migrations;

	H2Upgrade(H2File database, FluentConfiguration migrations) {
		this.database = database;
		this.migrations = migrations;
	}

	/**
	 * Opens the database, which nobody else has open.
	 * @return a connection to the database with all its tables
	 * @throws OutOfReachException if the disk has no room for a copy
	 */
	Connection open() {
		try {
			if (Files.exists(this.database.path())) {
				Connection connection = this.database.connect();
				if (Migrations.areApplied(connection) || isUpToDate()) {
					return connection;
				}
				boolean worthCopying = holdsAnything(connection);
				// as the last one it closes the file
				connection.close();
				renew(worthCopying);
			}
			else {
				renew(false);
			}
			return this.database.connect();
		}
		catch (SQLException ex) {
			throw new UncategorizedSQLException("Opening", null, ex);
		}
		catch (IOException ex) {
			throw new OutOfReachException("The database '" + this.database.path() + "' can't be brought up to date ("
					+ ex.getMessage() + "); the old file is unchanged", "check that the disk has space and is writable",
					ex);
		}
	}

	/**
	 * Asks Flyway once at a start where all is well: for each question it reads all
	 * migrations and reopens the database.
	 */
	private boolean isUpToDate() {
		Flyway flyway = flyway(this.database);
		if (flyway.validateWithResult().validationSuccessful) {
			return true;
		}
		if (flyway.info().pending().length == 0) {
			flyway.validate();
		}
		return false;
	}

	private Flyway flyway(H2File file) {
		return Flyway.configure().configuration(this.migrations).dataSource(file.url(), USER, PASSWORD).load();
	}

	/**
	 * Versions that made the tables in place could be interrupted when they made the
	 * first ones. What they left can't be completed, and holds nothing.
	 */
	private static boolean holdsAnything(Connection connection) throws SQLException {
		for (String table : List.of("archived_log", "batch_job_instance")) {
			try (Statement statement = connection.createStatement();
					ResultSet tables = connection.getMetaData().getTables(null, null, table, null)) {
				if (tables.next() && hasRows(statement, table)) {
					return true;
				}
			}
		}
		return false;
	}

	private static boolean hasRows(Statement statement, String table) throws SQLException {
		try (ResultSet rows = statement.executeQuery("SELECT 1 FROM " + table + " FETCH FIRST ROW ONLY")) {
			return rows.next();
		}
	}

	private void renew(boolean copy) throws IOException {
		H2File upgraded = this.database.copy();
		try {
			Files.deleteIfExists(upgraded.path());
			if (copy) {
				copyTo(upgraded.path());
				addColumns(upgraded);
			}
			else {
				PrivateFiles.createFile(upgraded.path());
			}
			flyway(upgraded).migrate();
			DurableFiles.replace(upgraded.path(), this.database.path());
		}
		finally {
			Files.deleteIfExists(upgraded.path());
		}
	}

	private static void addColumns(H2File file) throws IOException {
		try (Connection connection = DriverManager.getConnection(file.url(), USER, PASSWORD);
				ResultSet there = connection.getMetaData().getColumns(null, null, "archived_log", null);
				Statement statement = connection.createStatement()) {
			Set<String> columns = new HashSet<>();
			while (there.next()) {
				columns.add(there.getString("COLUMN_NAME"));
			}
			if (!columns.isEmpty() && !columns.contains("source_mac")) {
				statement.execute(COLUMNS);
			}
		}
		catch (SQLException ex) {
			throw new IOException("The copy of " + file.path() + " can't be upgraded", ex);
		}
	}

	private void copyTo(Path copy) throws IOException {
		Path original = this.database.path();
		long size = Files.size(original);
		// unlike a FileStore, a File needs no table of mounts, which a chroot lacks
		long room = original.toFile().getUsableSpace();
		if (room < size) {
			throw new IOException(
					"a copy needs " + megabytes(size) + ", and the disk has " + megabytes(room) + " left");
		}
		if (size > LARGE.toBytes()) {
			logger.warn("The database '{}' ({}) is being upgraded, once: that may take minutes", original,
					megabytes(size));
		}
		// who may use it, and whose it is, stays whoever upgrades it
		Files.copy(original, copy, StandardCopyOption.COPY_ATTRIBUTES);
	}

	private static String megabytes(long bytes) {
		return DataSize.ofBytes(bytes).toMegabytes() + " MB";
	}

}
