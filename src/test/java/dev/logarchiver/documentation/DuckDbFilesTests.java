package dev.logarchiver.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import dev.logarchiver.store.spool.Compression;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What {@code jobs/duckdb} has of an archive is what its logs hold.
 */
class DuckDbFilesTests {

	private static final Path FILES = Path.of("jobs", "duckdb");

	private static OddArchive archive;

	@TempDir
	private Path parquet;

	@TempDir
	private Path other;

	@BeforeAll
	static void open() throws SQLException {
		archive = new OddArchive();
	}

	@AfterAll
	static void close() throws SQLException {
		archive.close();
	}

	private List<List<String>> read(String file) throws IOException, SQLException {
		return archive.query(Files.readString(FILES.resolve(file)));
	}

	private void set(String variable, Object value) throws SQLException {
		archive.query("SET VARIABLE " + variable + " = '" + value + "'");
	}

	private void readArchive() throws IOException, SQLException {
		read("archive.sql");
		set("archive", archive.path());
	}

	private Path dayFile() {
		return this.parquet.resolve("date=" + OddArchive.DAY).resolve("lines.parquet");
	}

	private List<List<String>> readDay() throws IOException, SQLException {
		Files.createDirectories(this.parquet.resolve("date=" + OddArchive.DAY));
		set("archive", archive.path());
		set("day", OddArchive.DAY);
		set("parquet", this.parquet);
		return read("day.sql");
	}

	@Test
	void linesAreThoseOfTheLogs() throws IOException, SQLException {
		readArchive();
		for (Compression compression : Compression.values()) {
			for (Map.Entry<String, byte[]> text : archive.texts.entrySet()) {
				String worker = OddArchive.worker(compression, text.getKey());
				List<String> expected = OddLogs.lines(text.getValue())
					.stream()
					.filter((line) -> !line.contains("\uFFFD"))
					.toList();
				assertThat(archive.query("SELECT line FROM lines(worker := '" + worker + "')")).as(worker)
					.extracting(List::getFirst)
					.isEqualTo(expected);
			}
		}
	}

	@Test
	void narrowsByWorkerAndDay() throws IOException, SQLException {
		readArchive();
		assertThat(archive.query("SELECT DISTINCT worker, date, revision, partial "
				+ "FROM lines(worker := 'zstd~*', day := '2026-06-*') WHERE line LIKE '%no end' ORDER BY ALL"))
			.containsExactly(List.of("zstd~lf", OddArchive.DAY, "1", "false"));
		assertThat(archive.query("SELECT worker, partial, line FROM lines(worker := 'acme~still')"))
			.containsExactly(List.of("acme~still", "true", "ERROR so far"));
		assertThat(archive.query("SELECT DISTINCT worker FROM lines(day := DATE '2026-06-15')"))
			.hasSizeGreaterThan(3 * 10);
	}

	@Test
	void logsAreTheObjects() throws IOException, SQLException {
		readArchive();
		List<List<String>> logs = archive.query("SELECT worker, date, run, size, object FROM logs() ORDER BY ALL");
		assertThat(logs).hasSize(archive.texts.size() * Compression.values().length + 1).allSatisfy((log) -> {
			Path object = Path.of(log.get(4));
			assertThat(object).hasSize(Long.parseLong(log.get(3)))
				.hasParentRaw(archive.path().resolve("worker=" + log.get(0)).resolve("date=" + log.get(1)));
			assertThat(log.get(4)).contains("/" + log.get(2) + ".");
		});
	}

	@Test
	void tellsRevisionsApartAndKnowsLogsWithoutADate() throws IOException, SQLException {
		Path directory = Files
			.createDirectories(this.other.resolve("worker=12").resolve("date=__HIVE_DEFAULT_PARTITION__"));
		Files.writeString(directory.resolve("R.log"), "first\n");
		Files.writeString(directory.resolve("R.r2.log"), "second\n");
		readArchive();
		set("archive", this.other);
		assertThat(archive.query("SELECT worker, date, run, revision, line FROM lines(worker := '12')"))
			.containsExactly(List.of("12", "null", "R", "1", "first"), List.of("12", "null", "R", "2", "second"));
		assertThat(archive.query("SELECT worker, date, run, revision FROM logs() WHERE run = 'R' ORDER BY ALL"))
			.containsExactly(List.of("12", "null", "R", "1"), List.of("12", "null", "R", "2"));
	}

	@Test
	void errorsLookLikeErrors() throws IOException, SQLException {
		readArchive();
		assertThat(archive.query("FROM errors(worker := 'gzip~*')")).hasSize(archive.texts.size() - 1);
		set("archive", this.other);
		Files.writeString(
				Files.createDirectories(this.other.resolve("worker=e").resolve("date=2026-06-16")).resolve("R.log"), """
						12:44:14.429 INFO fetched 14031 items
						ValueError: no price
						Traceback (most recent call last):
						java.io.IOException: gone
						0 errors
						panic: oh
						INFO TERRORIZED
						Failed to connect
						""");
		assertThat(archive.query("SELECT line FROM errors(worker := 'e')")).extracting(List::getFirst)
			.containsExactly("ValueError: no price", "Traceback (most recent call last):", "java.io.IOException: gone",
					"panic: oh", "Failed to connect");
	}

	@Test
	void aDayInOneFileHasAllLinesInTheirOrder() throws IOException, SQLException {
		int logs = 0;
		int lines = 0;
		int bad = 0;
		List<List<String>> summary = readDay();
		for (Compression compression : Compression.values()) {
			for (Map.Entry<String, byte[]> text : archive.texts.entrySet()) {
				String worker = OddArchive.worker(compression, text.getKey());
				List<List<String>> rows = archive.query("SELECT number, exact, line FROM read_parquet('" + dayFile()
						+ "') WHERE worker = '" + worker + "' ORDER BY number");
				List<String> expected = OddLogs.lines(text.getValue());
				assertThat(rows).as(worker).hasSameSizeAs(expected);
				for (int i = 0; i < rows.size(); i++) {
					boolean exact = !expected.get(i).contains("\uFFFD");
					String line = exact ? expected.get(i) : expected.get(i).replace('\uFFFD', '?');
					assertThat(rows.get(i)).as("%s, line %d", worker, i + 1)
						.isEqualTo(List.of(String.valueOf(i + 1), String.valueOf(exact), line));
					bad += exact ? 0 : 1;
				}
				lines += rows.size();
				logs += rows.isEmpty() ? 0 : 1;
			}
		}
		assertThat(summary).containsExactly(
				List.of(OddArchive.DAY, String.valueOf(logs), String.valueOf(lines), String.valueOf(bad), "all there"));
	}

	@Test
	void aDayThatIsWrittenAgainIsTheSame() throws IOException, SQLException {
		List<List<String>> first = readDay();
		List<List<String>> before = dayRows();
		Files.setLastModifiedTime(dayFile(), FileTime.fromMillis(0));
		assertThat(readDay()).isEqualTo(first);
		assertThat(dayRows()).isEqualTo(before);
		assertThat(Files.getLastModifiedTime(dayFile())).isGreaterThan(FileTime.fromMillis(0));
		try (var files = Files.list(this.parquet.resolve("date=" + OddArchive.DAY))) {
			assertThat(files).containsExactly(dayFile());
		}
	}

	private List<List<String>> dayRows() throws SQLException {
		return archive.query("FROM read_parquet('" + dayFile() + "') ORDER BY worker, run, number");
	}

	@Test
	void noticesAFileThatLacksLines() throws IOException, SQLException {
		readDay();
		archive.query("COPY (FROM read_parquet('" + dayFile() + "') LIMIT 3) TO '" + dayFile() + "' (FORMAT parquet)");
		String check = Files.readString(FILES.resolve("day.sql")).replaceAll("(?s)^.*\nCOPY.*?;\n", "");
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> archive.query(check))
			.withMessageContaining("lines are missing");
	}

}
