package dev.logarchiver.state;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Passes everything on to a database, and remembers the SQL.
 */
public final class SqlRecorder extends DelegatingDataSource {

	private final List<String> statements = new ArrayList<>();

	public SqlRecorder(DataSource database) {
		super(database);
	}

	public List<String> statements() {
		return List.copyOf(this.statements);
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
				new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> invoke(connection, method, arguments));
	}

	private @Nullable Object invoke(Connection connection, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		if (method.getName().equals("prepareStatement") && arguments != null) {
			this.statements.add(String.valueOf(arguments[0]));
		}
		try {
			return method.invoke(connection, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
