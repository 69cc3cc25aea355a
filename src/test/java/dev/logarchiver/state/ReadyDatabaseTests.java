package dev.logarchiver.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What most whole-program tests begin with is what a first start makes.
 */
class ReadyDatabaseTests {

	@TempDir
	private Path parent;

	@Test
	void isThatOfAFirstStart() throws Exception {
		H2File ready = H2File.in(Files.createDirectory(this.parent.resolve("ready")));
		ReadyDatabase.copyTo(ready);
		H2File first = H2File.in(Files.createDirectory(this.parent.resolve("first")));
		List<String> statements = statements(first);
		assertThat(statements).hasSizeGreaterThan(50).anyMatch((statement) -> statement.contains("archived_log"));
		assertThat(statements(ready)).isEqualTo(statements);
		assertThat(Files.getPosixFilePermissions(ready.path())).isEqualTo(Files.getPosixFilePermissions(first.path()));
	}

	/**
	 * The tables and their rows, without when each was made and how long that took.
	 */
	private static List<String> statements(H2File database) throws IOException, SQLException {
		try (Connection connection = new H2Upgrade(database, Flyway.configure()).open();
				Statement statement = connection.createStatement()) {
			statement.execute("UPDATE \"flyway_schema_history\" SET \"execution_time\" = 0, "
					+ "\"installed_on\" = TIMESTAMP '2026-01-01 00:00:00'");
			List<String> statements = new ArrayList<>();
			try (ResultSet script = statement.executeQuery("SCRIPT")) {
				while (script.next()) {
					statements.add(script.getString(1));
				}
			}
			// the user's password has another salt in each database
			statements.removeIf((line) -> line.startsWith("CREATE USER"));
			return statements;
		}
	}

}
