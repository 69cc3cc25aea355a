package dev.logarchiver.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;

import org.springframework.util.function.SingletonSupplier;

/**
 * A real PostgreSQL server for all worlds. It ends with this process, and lets everybody
 * in without a password but {@link #GUARDED}.
 */
public final class Postgres {

	public static final String USER = "postgres";

	/** A user whose password is {@link #PASSWORD}. */
	public static final String GUARDED = "guarded";

	public static final String PASSWORD = "password-of-the-database";

	private static final SingletonSupplier<EmbeddedPostgres> SERVER = SingletonSupplier.of(Postgres::start);

	private static final SingletonSupplier<String> READY = SingletonSupplier.of(Postgres::migrated);

	private Postgres() {
	}

	private static EmbeddedPostgres start() {
		try {
			EmbeddedPostgres server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(2)).start();
			try (Connection connection = server.getPostgresDatabase().getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("CREATE ROLE " + GUARDED + " LOGIN PASSWORD '" + PASSWORD + "'");
				try (ResultSet setting = statement.executeQuery("SHOW hba_file")) {
					setting.next();
					Path rules = Path.of(setting.getString(1));
					Files.writeString(rules, "host all " + GUARDED + " all scram-sha-256\n" + Files.readString(rules));
				}
				statement.execute("SELECT pg_reload_conf()");
			}
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Creates an empty database.
	 * @return its JDBC URL, which names no user
	 */
	public static String createDatabase() {
		return createDatabase("template1");
	}

	/**
	 * Creates a database with all tables, which are empty.
	 * @return its JDBC URL, which names no user
	 */
	public static String createReadyDatabase() {
		return createDatabase(READY.obtain());
	}

	private static String createDatabase(String template) {
		String name = "world_" + UUID.randomUUID().toString().replace("-", "");
		execute(url("postgres"), "CREATE DATABASE " + name + " TEMPLATE " + template);
		return url(name);
	}

	private static String migrated() {
		String url = createDatabase();
		Flyway.configure().dataSource(url, USER, "").load().migrate();
		return url.substring(url.lastIndexOf('/') + 1);
	}

	public static void drop(String url) {
		execute(url("postgres"), "DROP DATABASE " + url.substring(url.lastIndexOf('/') + 1) + " WITH (FORCE)");
	}

	public static String url(String name) {
		return "jdbc:postgresql://127.0.0.1:" + SERVER.obtain().getPort() + "/" + name;
	}

	public static Connection open(String url) throws SQLException {
		return DriverManager.getConnection(url, USER, "");
	}

	/**
	 * Executes statements in a database.
	 */
	public static void execute(String url, String... statements) {
		try (Connection connection = open(url); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The tables of a database.
	 */
	public static List<String> tables(String url) {
		List<String> tables = new ArrayList<>();
		try (Connection connection = open(url);
				ResultSet rows = connection.getMetaData().getTables(null, "public", "%", new String[] { "TABLE" })) {
			while (rows.next()) {
				tables.add(rows.getString("TABLE_NAME"));
			}
			return tables;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Ends all connections to a database whose application name is like this, as an
	 * administrator or a restart of the server does.
	 */
	public static void terminate(String url, String applicationName) {
		execute(url, """
				SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()
				AND pid <> pg_backend_pid() AND application_name LIKE '%s'""".formatted(applicationName));
	}

}
