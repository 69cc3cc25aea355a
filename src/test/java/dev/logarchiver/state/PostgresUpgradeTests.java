package dev.logarchiver.state;

import java.util.List;
import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PostgreSQL undoes a migration that dies: the next start completes it.
 */
class PostgresUpgradeTests {

	private static final TestDatabase SERVER = TestDatabase.postgres();

	@Test
	void theNextStartCompletesWhatDiedInAnyStatement() {
		SERVER.jdbc().sql("CREATE DATABASE upgraded").update();
		// a pool would keep the connections that Flyway loses
		DriverManagerDataSource database = new DriverManagerDataSource(
				SERVER.dataSource().getJdbcUrl().replaceFirst("/postgres(\\?|$)", "/upgraded$1"), "postgres", "");
		try {
			int deaths = 0;
			for (int statement = 1; dies(database, statement); statement++) {
				deaths++;
			}
			assertThat(deaths).isGreaterThan(10);
			assertThat(JdbcClient.create(database)
				.sql("SELECT COUNT(*) FROM archived_log, batch_job_instance")
				.query(Long.class)
				.single()).isZero();
		}
		finally {
			SERVER.jdbc().sql("DROP DATABASE upgraded WITH (FORCE)").update();
		}
	}

	/**
	 * Migrates from where it stands until the server ends the connection after a
	 * statement.
	 */
	private static boolean dies(DataSource database, int statement) {
		Deadly deadly = new Deadly(statement);
		try {
			Flyway.configure().dataSource(database).callbacks(deadly).load().migrate();
			return false;
		}
		catch (FlywayException ex) {
			assertThat(deadly.left).as(ex.toString()).isLessThanOrEqualTo(0);
			return true;
		}
	}

	/**
	 * Ends the connection that has executed so many statements.
	 */
	private static final class Deadly implements Callback {

		private int left;

		Deadly(int statements) {
			this.left = statements;
		}

		@Override
		public boolean supports(Event event, Context context) {
			return event == Event.AFTER_EACH_MIGRATE_STATEMENT;
		}

		@Override
		public boolean canHandleInTransaction(Event event, Context context) {
			return true;
		}

		@Override
		public void handle(Event event, Context context) {
			if (--this.left == 0) {
				int pid = JdbcClient.create(new SingleConnectionDataSource(context.getConnection(), true))
					.sql("SELECT pg_backend_pid()")
					.query(Integer.class)
					.single();
				List<Boolean> ended = SERVER.jdbc()
					.sql("SELECT pg_terminate_backend(?)")
					.param(pid)
					.query(Boolean.class)
					.list();
				assertThat(ended).containsExactly(true);
			}
		}

		@Override
		public String getCallbackName() {
			return "deadly";
		}

	}

}
