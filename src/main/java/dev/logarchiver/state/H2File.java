package dev.logarchiver.state;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import dev.logarchiver.failure.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The H2 database in the state directory. */
final class H2File {

	private static final Logger logger = LoggerFactory.getLogger(H2File.class);

	/**
	 * Without {@code DB_CLOSE_ON_EXIT=FALSE} H2 closes the database at SIGTERM in the
	 * middle of a chunk; without {@code WRITE_DELAY=0} a kill loses committed chunks. The
	 * trace file would report failures that are reported anyway.
	 */
	private static final String OPTIONS = ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0"
			+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

	/**
	 * 2 MB of cache: a job reads each page once, and what a larger cache keeps grows old
	 * before it is dropped, so that the process grew to 325 MiB instead of 205 while it
	 * looked at 100,000 Workers, for no less CPU time.
	 * <p>
	 * Half of the file may be what no longer counts before it is written anew at the end,
	 * instead of a tenth: a tick of 10,000 Workers took a tenth more CPU time each time.
	 */
	private static final String OF_JOBS = ";CACHE_SIZE=2048;AUTO_COMPACT_FILL_RATE=50";

	private static final String NAME = "log-archiver";

	private static final String COPY = "log-archiver-upgrade";

	/** Copies that are read by this process; others have other numbers. */
	private static final String READ_COPY = "log-archiver-copy-" + ProcessHandle.current().pid() + "-";

	private static final String USER = "sa";

	private static final String PASSWORD = "";

	private static final String ENDING = ".mv.db";

	/** Of a copy that is only read: it is not worth any work in the background. */
	private static final String OF_READERS = ";CACHE_SIZE=8192;AUTO_COMPACT_FILL_RATE=0";

	private final Path directory;

	private final String name;

	private final String tuning;

	private H2File(Path directory, String name, String tuning) {
		this.directory = directory;
		this.name = name;
		this.tuning = tuning;
	}

	/**
	 * The database in a state directory.
	 * @return the database, which may not be there yet
	 * @throws ConfigurationException if H2 would take a part of the path for settings of
	 * its own: it knows no way to escape them there
	 */
	static H2File in(Path directory) {
		if (directory.toString().indexOf(';') >= 0) {
			throw new ConfigurationException(
					"The state directory '" + directory + "' has a ';' in its path, which the H2 database can't open",
					"name another with --state or archiver.state-dir", null);
		}
		return new H2File(directory, NAME, OF_JOBS);
	}

	/** The copy of it that an upgrade works on. */
	H2File copy() {
		return new H2File(this.directory, COPY, OF_JOBS);
	}

	/**
	 * A copy of it to be read by this process.
	 * @param number one more each time
	 */
	H2File copy(int number) {
		return new H2File(this.directory, READ_COPY + number, OF_READERS);
	}

	/** Deletes the copies that this process, or one before it with its number, made. */
	void deleteCopies() {
		try (DirectoryStream<Path> copies = Files.newDirectoryStream(this.directory, READ_COPY + "*")) {
			for (Path copy : copies) {
				Files.deleteIfExists(copy);
			}
		}
		catch (IOException ex) {
			logger.debug("Copies in '{}' can't be deleted", this.directory, ex);
		}
	}

	/** Deletes this file. */
	void delete() {
		try {
			Files.deleteIfExists(path());
		}
		catch (IOException ex) {
			logger.debug("'{}' can't be deleted", path(), ex);
		}
	}

	/** Where it is. */
	Path path() {
		return this.directory.resolve(this.name + ENDING);
	}

	/** Opens it, or joins whoever has it open in this process. */
	Connection connect() throws SQLException {
		return DriverManager.getConnection(url(), USER, PASSWORD);
	}

	/** Its JDBC URL. */
	String url() {
		return "jdbc:h2:file:" + this.directory.resolve(this.name) + OPTIONS + this.tuning;
	}

}
