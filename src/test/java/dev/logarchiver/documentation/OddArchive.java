package dev.logarchiver.documentation;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.logarchiver.store.spool.Compression;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.World;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An archive of {@link OddLogs} under every compression, and DuckDB to ask it.
 */
final class OddArchive implements AutoCloseable {

	static final String DAY = "2026-06-15";

	private static final Instant TIME = Instant.parse(DAY + "T12:00:00Z");

	final Map<String, byte[]> texts = OddLogs.texts();

	private final World world = new World();

	private final Connection connection;

	OddArchive() throws SQLException {
		this.world.set("archiver.store.uri", "file:" + path());
		for (Compression compression : Compression.values()) {
			this.texts
				.forEach((name, text) -> this.world.platform().worker(worker(compression, name)).run(TIME).log(text));
			archive(compression, this.texts.keySet().stream().map((name) -> worker(compression, name)).toList());
		}
		this.world.platform().worker("acme~still").run(TIME).running().log("ERROR so far\n");
		archive(Compression.GZIP, List.of("acme~still"));
		this.connection = DriverManager.getConnection("jdbc:duckdb:");
	}

	static String worker(Compression compression, String name) {
		return compression.name().toLowerCase(Locale.ROOT) + "~" + name;
	}

	private void archive(Compression compression, List<String> workers) {
		this.world.set("archiver.store.compression", compression.name().toLowerCase(Locale.ROOT));
		Path list = this.world.file("workers.txt", String.join("\n", workers) + "\n");
		assertThat(Program.call("run", "--workers", list.toString()).code()).isZero();
	}

	/** Where the archive is. */
	Path path() {
		return this.world.state().resolveSibling("archive");
	}

	/**
	 * Asks DuckDB.
	 * @return the rows of the last of the statements
	 */
	List<List<String>> query(String statements) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			List<List<String>> rows = new ArrayList<>();
			if (!statement.execute(statements)) {
				return rows;
			}
			try (ResultSet found = statement.getResultSet()) {
				while (found.next()) {
					List<String> row = new ArrayList<>();
					for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
						row.add(String.valueOf(found.getString(column)));
					}
					rows.add(row);
				}
			}
			return rows;
		}
	}

	@Override
	public void close() throws SQLException {
		this.connection.close();
		this.world.close();
	}

}
