package dev.logarchiver.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.logarchiver.world.Program;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * DuckDB reads the archive by the queries that the pages print.
 */
class ReadingPageTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final Pattern QUERY = Pattern.compile("(?s)```sql\n(SELECT .*?)```");

	private final World world = new World();

	private final Path archive = this.world.state().resolveSibling("archive");

	@BeforeEach
	void archive() {
		for (String worker : List.of("acme~shop", "acme~shop-scraper")) {
			this.world.platform()
				.worker(worker)
				.run(JUNE)
				.log("start\n2026 ERROR \"quoted\", with a comma\n\n\tat | once; ünd so weiter\nERROR without an end");
		}
		this.world.platform()
			.worker("acme~fine")
			.run(JUNE.plusSeconds(86_400))
			.log("start\r\nCollecting x\r\n\r 10%\r 99%\nend\n");
		this.world.platform().worker("acme~still").run(JUNE).running().log("ERROR so far\n");
		this.world.set("archiver.store.uri", "file:" + this.archive);
		assertThat(Program
			.call("run", "--worker", "acme/shop", "--worker", "acme/shop-scraper", "--worker", "acme/fine", "--worker",
					"acme/still")
			.code()).isZero();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private List<List<String>> query(Path page, int number) throws IOException, SQLException {
		String query = QUERY.matcher(Files.readString(page))
			.results()
			.map((match) -> match.group(1))
			.toList()
			.get(number)
			.replace("s3://my-bucket/coreclaw", this.archive.toString());
		List<List<String>> rows = new ArrayList<>();
		try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
				Statement statement = connection.createStatement();
				ResultSet found = statement.executeQuery(query)) {
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

	@Test
	void countsErrorLinesByWorkerAndDate() throws IOException, SQLException {
		String first = "2026 ERROR \"quoted\", with a comma";
		assertThat(query(Path.of("docs", "reading.md"), 0)).containsExactly(
				List.of("acme~shop", "2026-06-15", "2", first), List.of("acme~shop-scraper", "2026-06-15", "2", first));
	}

	@Test
	void givesTheLinesOfARunInTheirOrder() throws IOException, SQLException {
		assertThat(query(Path.of("docs", "reading.md"), 1)).containsExactly(List.of("start"),
				List.of("2026 ERROR \"quoted\", with a comma"), List.of("null"), List.of("\tat | once; ünd so weiter"),
				List.of("ERROR without an end"));
	}

	/**
	 * A large object can be entered in the middle, and is read from the beginning as
	 * ever.
	 */
	@Test
	void readsALargeLogToItsEnd() throws IOException, SQLException {
		for (String compression : List.of("gzip", "zstd")) {
			String extension = compression.equals("gzip") ? "gz" : "zst";
			this.world.set("archiver.store.compression", compression);
			this.world.platform().worker(compression).run(JUNE).log("a line of a large log\n".repeat(150_000) + "end");
			assertThat(Program.call("run", "--worker", compression).code()).isZero();
			String large = Files.readString(Path.of("docs", "reading.md"))
				.replace("worker=acme~shop/", "worker=" + compression + "/")
				.replace("*.log.gz'", "*.log." + extension + "'");
			Path page = Files.writeString(this.archive.resolveSibling(compression + ".md"), large);
			assertThat(query(page, 1)).hasSize(150_001).endsWith(List.of("end"));
		}
	}

	@Test
	void findsTheErrorLinesOfAWorker() throws IOException, SQLException {
		assertThat(query(Path.of("README.md"), 0)).extracting((row) -> row.get(2))
			.containsExactly("2026 ERROR \"quoted\", with a comma", "ERROR without an end");
	}

}
