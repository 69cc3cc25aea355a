package dev.logarchiver.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

import dev.logarchiver.store.spool.Compression;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * DuckDB reads the archive by the queries that the pages print, whatever its logs hold.
 */
class ReadingPageTests {

	private static final Path PAGE = Path.of("docs", "reading.md");

	private static final Pattern QUERY = Pattern.compile("(?s)```sql\n((?:SET VARIABLE [^\n]*\n)?SELECT .*?)```");

	private static OddArchive archive;

	@BeforeAll
	static void open() throws SQLException {
		archive = new OddArchive();
	}

	@AfterAll
	static void close() throws SQLException {
		archive.close();
	}

	private String printed(Path page, int number) throws IOException {
		return QUERY.matcher(Files.readString(page))
			.results()
			.map((match) -> match.group(1))
			.toList()
			.get(number)
			.replace("s3://my-bucket/coreclaw", archive.path().toString());
	}

	/** As {@code duckdb -init} does. */
	private void readFile() throws IOException, SQLException {
		archive.query(Files.readString(Path.of("jobs", "duckdb", "archive.sql")));
	}

	@ParameterizedTest
	@EnumSource
	void countsErrorLinesByWorkerAndDate(Compression compression) throws IOException, SQLException {
		List<String> expected = archive.texts.keySet()
			.stream()
			.filter((name) -> !name.equals("empty"))
			.map((name) -> OddArchive.worker(compression, name))
			.sorted()
			.toList();
		List<List<String>> rows = archive.query(of(compression, printed(PAGE, 0)));
		assertThat(rows).extracting(List::getFirst).isEqualTo(expected);
		assertThat(rows).allSatisfy((row) -> {
			assertThat(row).element(1).isEqualTo(OddArchive.DAY);
			assertThat(row).element(2).isEqualTo("1");
			assertThat(row.getLast()).contains("ERROR");
		});
	}

	@ParameterizedTest
	@EnumSource
	void givesTheLinesOfARunInTheirOrder(Compression compression) throws IOException, SQLException {
		String query = of(compression, printed(PAGE, 1));
		for (String name : archive.texts.keySet()) {
			List<String> expected = OddLogs.lines(archive.texts.get(name))
				.stream()
				.filter((line) -> !line.contains("\uFFFD"))
				.toList();
			assertThat(archive.query(query.replace("acme~shop", OddArchive.worker(compression, name))))
				.allSatisfy((row) -> assertThat(row).hasSize(1))
				.extracting(List::getFirst)
				.as(name)
				.isEqualTo(expected);
		}
	}

	/** As the page says. */
	private static String of(Compression compression, String query) {
		assertThat(query).contains("/*.log.gz'");
		return query.replace("/*.log.gz'", "/*" + compression.extension() + "'");
	}

	@Test
	void findsTheErrorLinesOfAWorker() throws IOException, SQLException {
		readFile();
		String query = printed(Path.of("README.md"), 0);
		assertThat(query).contains("acme~shop-scraper");
		assertThat(archive.query(query.replace("acme~shop-scraper", "none~windows-progress"))).singleElement()
			.satisfies((row) -> assertThat(row).contains(OddArchive.DAY, "ERROR in it"));
	}

	@Test
	void asksByTheFileWhatThePageAsks() throws IOException, SQLException {
		readFile();
		List<String> statements = Pattern.compile("(?s)```sql\n(SET VARIABLE .*?)```")
			.matcher(Files.readString(PAGE))
			.results()
			.map((match) -> match.group(1)
				.replace("s3://my-bucket/coreclaw", archive.path().toString())
				.replace("acme~shop", "zstd~progress"))
			.flatMap((block) -> Pattern.compile("(?m);.*$").splitAsStream(block))
			.filter((statement) -> !statement.isBlank())
			.toList();
		assertThat(statements).hasSize(4);
		archive.query(statements.get(0));
		assertThat(archive.query(statements.get(1))).hasSize(10).first().asString().contains("none~large");
		assertThat(archive.query(statements.get(2))).singleElement().asString().contains("ERROR in it");
		assertThat(archive.query(statements.get(3))).containsExactly(List.of("0"));
	}

}
