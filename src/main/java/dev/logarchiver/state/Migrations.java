package dev.logarchiver.state;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Recognizes a database that this very version migrated, by one query. Flyway, which
 * knows all other cases, takes a tenth of a short command to come to that result.
 */
final class Migrations {

	private static final String FILES = "classpath:db/migration/V*__*.sql";

	/** Without the mark for the schema, which has no version. */
	private static final String APPLIED = """
			SELECT "version", "checksum", "success" FROM "flyway_schema_history" WHERE "version" IS NOT NULL""";

	private Migrations() {
	}

	/**
	 * Whether all migrations, and no others, were applied as they are now.
	 * @param connection to the database, whatever is in it
	 */
	static boolean areApplied(Connection connection) {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(APPLIED)) {
			Map<String, Integer> applied = new HashMap<>();
			while (rows.next()) {
				if (!rows.getBoolean("success")
						|| applied.put(rows.getString("version"), rows.getInt("checksum")) != null) {
					return false;
				}
			}
			return applied.equals(expected());
		}
		catch (SQLException ex) {
			// Flyway says what is there instead
			return false;
		}
	}

	private static Map<String, Integer> expected() {
		try {
			Map<String, Integer> checksums = new HashMap<>();
			for (Resource file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
				String name = String.valueOf(file.getFilename());
				checksums.put(name.substring(1, name.indexOf("__")), checksum(file));
			}
			return checksums;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** As Flyway adds it up: without the ends of lines. */
	private static int checksum(Resource file) throws IOException {
		CRC32 sum = new CRC32();
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				sum.update(line.getBytes(StandardCharsets.UTF_8));
			}
		}
		return (int) sum.getValue();
	}

}
