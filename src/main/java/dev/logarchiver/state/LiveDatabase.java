package dev.logarchiver.state;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A database that many processes use at once. */
final class LiveDatabase implements ServedDatabase {

	private final DataSource connections;

	private volatile boolean hasOurTables;

	LiveDatabase(DataSource connections) {
		this.connections = connections;
	}

	/** The tables are looked at until they are those of this version. */
	@Override
	public DatabaseAge refresh() {
		if (this.hasOurTables) {
			return DatabaseAge.LIVE;
		}
		try (Connection connection = this.connections.getConnection()) {
			this.hasOurTables = Migrations.areApplied(connection);
			return this.hasOurTables ? DatabaseAge.LIVE
					: new DatabaseAge(null, null, DatabaseCopies.OTHER_TABLES, false);
		}
		catch (SQLException ex) {
			return new DatabaseAge(null, null, "the database can't be reached [" + ex.getMessage() + "]", false);
		}
	}

	@Override
	public DatabaseAge age() {
		return DatabaseAge.LIVE;
	}

}
