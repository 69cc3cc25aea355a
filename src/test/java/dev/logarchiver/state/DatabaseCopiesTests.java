package dev.logarchiver.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Pages read the H2 file from copies, and keep no job from it.
 */
class DatabaseCopiesTests {

	private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

	private final Path directory;

	private final H2File database;

	private final DatabaseCopies copies;

	DatabaseCopiesTests(@TempDir Path directory) throws IOException {
		this.directory = directory.toRealPath();
		this.database = H2File.in(this.directory);
		ReadyDatabase.copyTo(this.database);
		Files.createFile(this.directory.resolve("lock"));
		this.copies = new DatabaseCopies(this.database, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ZERO);
	}

	@AfterEach
	void end() {
		this.copies.close();
		assertThat(copyFiles()).isEmpty();
	}

	@Test
	void readsWhatAJobHasWritten() throws SQLException {
		assertThat(this.copies.refresh()).isEqualTo(DatabaseAge.of(1, NOW));
		assertThat(lists()).isZero();
		write(1);
		assertThat(lists()).as("before it is refreshed").isZero();
		assertThat(this.copies.refresh()).isEqualTo(DatabaseAge.of(2, NOW));
		assertThat(lists()).isOne();
	}

	@Test
	void makesNoCopyOfWhatHasNotChanged() {
		this.copies.refresh();
		List<Path> before = copyFiles();
		this.copies.refresh();
		assertThat(copyFiles()).isEqualTo(before).hasSize(1);
	}

	@Test
	void showsWhatItReadLastWhileAJobHasTheDatabase() throws SQLException, IOException {
		this.copies.refresh();
		try (StateLock _ = StateLock.acquire(this.directory, Duration.ZERO, "run --job nightly")) {
			write(1);
			DatabaseAge age = this.copies.refresh();
			assertThat(age.isReadable()).isTrue();
			assertThat(age.readAt()).isEqualTo(NOW);
			assertThat(age.holder()).contains("(run --job nightly) since 20");
			assertThat(lists()).isZero();
		}
		assertThat(this.copies.refresh()).isEqualTo(DatabaseAge.of(2, NOW));
		assertThat(lists()).isOne();
	}

	@Test
	void hasNothingToShowUntilTheFirstJobEnds() throws IOException {
		try (StateLock _ = StateLock.acquire(this.directory, Duration.ZERO, "run")) {
			assertThat(this.copies.refresh().isReadable()).isFalse();
			assertThatExceptionOfType(SQLException.class).isThrownBy(this.copies::getConnection);
		}
		assertThat(this.copies.refresh().isReadable()).isTrue();
	}

	@Test
	void letsReadersEndWithTheCopyThatTheyBeganWith() throws SQLException {
		this.copies.refresh();
		try (Connection reader = this.copies.getConnection()) {
			write(1);
			this.copies.refresh();
			assertThat(lists(reader)).isZero();
			assertThat(lists()).isOne();
			assertThat(copyFiles()).hasSize(2);
		}
	}

	@Test
	void saysThatTheTablesAreThoseOfAnotherVersion() throws SQLException {
		this.copies.refresh();
		write("""
				DELETE FROM "flyway_schema_history"
				WHERE "installed_rank" = (SELECT MAX("installed_rank") FROM "flyway_schema_history")""");
		DatabaseAge age = this.copies.refresh();
		assertThat(age.problem()).contains("another version of log-archiver");
		assertThat(age.isReadable()).isTrue();
		assertThat(lists()).isZero();
	}

	@Test
	void saysThatTheFileIsDamaged() throws IOException {
		Files.write(this.database.path(), new byte[100]);
		DatabaseAge age = this.copies.refresh();
		assertThat(age.isReadable()).isFalse();
		assertThat(age.problem()).contains("can't be copied");
		assertThat(copyFiles()).isEmpty();
	}

	@Test
	void readsWhatAJobLeftThatWasKilled() throws SQLException, IOException {
		Path killed = this.directory.resolve("killed");
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			statement.execute(insertion(1));
			connection.setAutoCommit(false);
			statement.execute(insertion(2));
			Files.copy(this.database.path(), killed);
		}
		Files.delete(this.database.path());
		Files.move(killed, this.database.path());
		assertThat(this.copies.refresh().isReadable()).isTrue();
		assertThat(lists()).isOne();
	}

	@Test
	void deletesCopiesThatWereLeft() throws IOException {
		Path left = this.database.copy(77).path();
		Files.createFile(left);
		new DatabaseCopies(this.database, Clock.systemUTC()).close();
		assertThat(left).doesNotExist();
	}

	@Test
	void aLookAtTheLockTurnsNoJobAway() throws Exception {
		LockFile look = LockFile.tryLock(this.directory.resolve("lock"), "a look").orElseThrow();
		CompletableFuture<Boolean> job = CompletableFuture.supplyAsync(() -> {
			try (StateLock _ = StateLock.acquire(this.directory, Duration.ZERO, "run")) {
				return true;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		Thread.sleep(50);
		look.close();
		assertThat(job.get()).isTrue();
	}

	private Connection connect() throws SQLException {
		return DriverManager.getConnection(this.database.url(), "sa", "");
	}

	private static String insertion(int digest) {
		return "INSERT INTO worker_list (digest, entries, created_at) VALUES ('" + digest + "', 0, CURRENT_TIMESTAMP)";
	}

	private void write(int digest) throws SQLException {
		write(insertion(digest));
	}

	private void write(String sql) throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private long lists() throws SQLException {
		try (Connection connection = this.copies.getConnection()) {
			return lists(connection);
		}
	}

	private static long lists(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM worker_list")) {
			count.next();
			return count.getLong(1);
		}
	}

	private List<Path> copyFiles() {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.filter((file) -> file.toString().contains("-copy-")).sorted().toList();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
