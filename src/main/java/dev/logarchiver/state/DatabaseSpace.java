package dev.logarchiver.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import com.zaxxer.hikari.HikariDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Gives space back to the disk that the H2 file doesn't need any more. H2 itself uses it
 * again, and writes the file anew only when half of what it holds doesn't count, for a
 * moment at a time.
 */
@Component
public class DatabaseSpace implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(DatabaseSpace.class);

	private final StateDirectory directory;

	private final HikariDataSource pool;

	private volatile boolean wanted;

	DatabaseSpace(StateDirectory directory, HikariDataSource pool) {
		this.directory = directory;
		this.pool = pool;
	}

	/**
	 * Has the file written anew when the process is done with it. PostgreSQL needs
	 * nothing of the kind.
	 */
	public void giveBackAtEnd() {
		this.wanted = this.directory.database().isPresent();
	}

	/**
	 * Nobody uses the database any more. A kill meanwhile leaves the old file, or the new
	 * one; a full disk leaves the old one.
	 */
	@Override
	public void destroy() {
		if (this.wanted) {
			H2File database = this.directory.database().orElseThrow();
			Path file = database.path();
			this.pool.close();
			try {
				long before = Files.size(file);
				try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
					statement.execute("SHUTDOWN COMPACT");
				}
				logger.info("The database shrank from {} to {}", size(before), size(Files.size(file)));
			}
			catch (SQLException | IOException ex) {
				logger.warn("The database '{}' could not be made smaller: {}", file, ex.getMessage());
			}
		}
	}

	private static String size(long bytes) {
		return DataSize.ofBytes(bytes).toKilobytes() + " KB";
	}

}
