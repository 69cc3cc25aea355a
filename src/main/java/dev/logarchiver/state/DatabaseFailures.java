package dev.logarchiver.state;

import java.sql.SQLException;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.OutOfReachException;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;

/**
 * Distinguishes what has to be corrected in the database's settings, and a database that
 * is out of reach. PostgreSQL's own words never hold the password; its URL may.
 */
public final class DatabaseFailures {

	private static final String OF_POSTGRES = "check that the server is running, that spring.datasource.url names its "
			+ "host and port, and that this machine reaches it: name resolution, firewall, pg_hba.conf, connections "
			+ "left";

	private static final String OF_H2 = "check that the disk has space and that the file belongs to this user; if "
			+ "it is damaged, move it away, and 'reindex' rebuilds the ledger from the store";

	private static final String OF_TABLES = "use the version of log-archiver that made its tables, or restore them from "
			+ "a backup; if there is none, give it an empty database, and 'reindex' rebuilds the ledger from "
			+ "the store";

	private DatabaseFailures() {
	}

	/**
	 * Translates the failure to open a connection, or to set up the tables.
	 * @param url the JDBC URL
	 * @param failure the failure
	 */
	static RuntimeException of(String url, RuntimeException failure) {
		SQLException cause = sqlException(failure);
		String place = "The database " + withoutSecrets(url);
		if (cause == null && failure instanceof FlywayException) {
			return new OutOfReachException(
					place + " can't be brought up to date: " + describe(failure).replaceFirst("[.:]$", ""), OF_TABLES,
					failure);
		}
		if (cause == null) {
			return new ConfigurationException(place + " can't be used",
					"correct spring.datasource.url, such as jdbc:postgresql://host:5432/name", failure);
		}
		String words = " [" + describe(failure) + "]";
		return switch (String.valueOf(cause.getSQLState())) {
			// invalid_authorization_specification, invalid_password,
			// sqlserver_rejected_establishment
			case "28000", "28P01", "08004" -> new ConfigurationException(place + " refused the user" + words,
					"correct spring.datasource.username and spring.datasource.password", failure);
			// invalid_catalog_name
			case "3D000" -> new ConfigurationException(place + " doesn't exist" + words,
					"create it or correct spring.datasource.url", failure);
			// insufficient_privilege
			case "42501" -> new ConfigurationException(place + " denied the user something" + words,
					"grant CREATE and USAGE on the schema", failure);
			default -> new OutOfReachException(place + " can't be used" + words,
					url.startsWith("jdbc:h2:") ? OF_H2 : OF_POSTGRES, failure);
		};
	}

	/** What went wrong, on one line. */
	public static String describe(RuntimeException failure) {
		Throwable root = sqlException(failure);
		String message = ((root != null) ? root : NestedExceptionUtils.getMostSpecificCause(failure)).getMessage();
		return String.valueOf(message).lines().findFirst().orElse("");
	}

	private static @Nullable SQLException sqlException(Throwable failure) {
		SQLException found = null;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException exception) {
				found = exception;
			}
		}
		return found;
	}

	static String withoutSecrets(String url) {
		return url.replaceAll("//[^/]*@", "//").replaceAll("(?s)[?;].*", "");
	}

}
