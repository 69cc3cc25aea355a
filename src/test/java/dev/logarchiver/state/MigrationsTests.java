package dev.logarchiver.state;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Flyway is spared exactly where it would find all well.
 */
class MigrationsTests {

	@TempDir
	private Path directory;

	private Connection connection;

	@BeforeEach
	void migrate() {
		this.connection = new H2Upgrade(H2File.in(this.directory), Flyway.configure()).open();
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
	}

	@Test
	void areAppliedWhereFlywayAppliedThemAll() {
		assertThat(Migrations.areApplied(this.connection)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE h SET \"success\" = FALSE WHERE \"version\" = '3'",
			"UPDATE h SET \"checksum\" = 1 WHERE \"version\" = '3'", "DELETE FROM h WHERE \"version\" = '8'",
			"UPDATE h SET \"version\" = '999' WHERE \"version\" = '8'",
			"INSERT INTO h SELECT 999, '999', 'later', \"type\", 'V999__later.sql', 1, \"installed_by\", "
					+ "\"installed_on\", 1, TRUE FROM h WHERE \"version\" = '8'",
			"DROP TABLE h" })
	void areNotAppliedWhereAnythingDiffers(String difference) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(difference.replaceAll("\\bh\\b", "\"flyway_schema_history\""));
		}
		assertThat(Migrations.areApplied(this.connection)).isFalse();
	}

}
