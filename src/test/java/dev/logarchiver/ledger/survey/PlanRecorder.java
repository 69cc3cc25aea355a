package dev.logarchiver.ledger.survey;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Passes everything on to a database, and before each statement has it analyze its plan
 * with the same parameters.
 */
final class PlanRecorder extends DelegatingDataSource {

	private final List<String> plans = new ArrayList<>();

	PlanRecorder(DataSource database) {
		super(database);
	}

	/**
	 * The plans so far, to be taken once.
	 */
	List<String> take() {
		List<String> taken = List.copyOf(this.plans);
		this.plans.clear();
		return taken;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		return proxy(Connection.class, (method, arguments) -> {
			Object result = call(method, connection, arguments);
			return (result instanceof PreparedStatement statement && arguments != null)
					? analyzed(statement, connection.prepareStatement("EXPLAIN ANALYZE " + arguments[0])) : result;
		});
	}

	private PreparedStatement analyzed(PreparedStatement statement, PreparedStatement analysis) {
		return proxy(PreparedStatement.class, (method, arguments) -> {
			if (method.getName().startsWith("set") && arguments != null && arguments[0] instanceof Integer) {
				call(method, analysis, arguments);
			}
			if (method.getName().startsWith("execute")) {
				this.plans.add(plan(analysis));
			}
			return call(method, statement, arguments);
		});
	}

	private static String plan(PreparedStatement analysis) throws SQLException {
		StringBuilder plan = new StringBuilder();
		try (analysis; ResultSet lines = analysis.executeQuery()) {
			while (lines.next()) {
				plan.append(lines.getString(1)).append('\n');
			}
		}
		return plan.toString();
	}

	private static <T> T proxy(Class<T> type, Handler handler) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(_, method, arguments) -> handler.call(method, arguments)));
	}

	private static @Nullable Object call(Method method, Object target, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	private interface Handler {

		@Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable;

	}

}
