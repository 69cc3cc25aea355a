package dev.logarchiver.state;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A database that many processes use at once. */
final class LiveDatabase implements ServedDatabase {

	private final DataSource connections;

	private volatile DatabaseAge age = DatabaseAge.UNREAD;

	LiveDatabase(DataSource connections) {
		this.connections = connections;
	}

	/** The tables are looked at until they are those of this version. */
	@Override
	public DatabaseAge refresh() {
		if (!this.age.isReadable()) {
			try (Connection connection = this.connections.getConnection()) {
				this.age = Migrations.areApplied(connection) ? DatabaseAge.LIVE
						: this.age.with(DatabaseCopies.OTHER_TABLES);
			}
			catch (SQLException ex) {
				this.age = this.age.with("it can't be reached [" + ex.getMessage() + "]");
			}
		}
		return this.age;
	}

	@Override
	public DatabaseAge renew() {
		return refresh();
	}

	@Override
	public DatabaseAge age() {
		return this.age;
	}

}
