package dev.logarchiver.state;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A key in the database, where no state directory is sure to be kept. */
final class TableHashKey implements HashKey {

	private final DataSource database;

	TableHashKey(DataSource database) {
		this.database = database;
	}

	@Override
	public Optional<byte[]> find() {
		return onItsOwn(TableHashKey::read);
	}

	@Override
	public byte[] obtain() {
		return onItsOwn((jdbc) -> read(jdbc).orElseGet(() -> {
			byte[] made = new byte[LENGTH];
			new SecureRandom().nextBytes(made);
			jdbc.sql("INSERT INTO redaction_key (key_number, content) VALUES (1, ?) ON CONFLICT DO NOTHING")
				.param(made)
				.update();
			// another process may have been first
			return read(jdbc).orElseThrow();
		}));
	}

	private static Optional<byte[]> read(JdbcClient jdbc) {
		return jdbc.sql("SELECT content FROM redaction_key").query(byte[].class).optional();
	}

	/** Not within a transaction of the caller: what that undoes may be in use by then. */
	private <T> T onItsOwn(Function<JdbcClient, T> work) {
		try (Connection connection = this.database.getConnection()) {
			return work.apply(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
		}
		catch (SQLException ex) {
			throw new UncategorizedSQLException("Connecting", null, ex);
		}
	}

}
