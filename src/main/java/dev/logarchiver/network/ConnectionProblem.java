package dev.logarchiver.network;

import java.net.UnknownHostException;
import java.util.Optional;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.net.NamedEndpoint;
import org.jspecify.annotations.Nullable;

/** Why there is no connection, in the words in which a person would look for it. */
public final class ConnectionProblem {

	private ConnectionProblem() {
	}

	/**
	 * Finds out why there is no connection.
	 * @param failure what a client threw, itself or what caused it
	 * @return such as {@code connection refused by api.example.com:443}; empty when there
	 * was a connection, or nothing is known
	 */
	public static Optional<String> in(@Nullable Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			String text = switch (cause) {
				case InsecureConnectionException insecure -> insecure.getMessage();
				case ConnectTimeoutException late when late.getHost() != null ->
					"timed out connecting to " + place(late.getHost());
				case HttpHostConnectException refused when refused.getHost() != null ->
					(String.valueOf(refused.getMessage()).endsWith("Connection refused") ? "connection refused by "
							: "can't connect to ") + place(refused.getHost());
				case UnknownHostException unknown -> "no address for " + host(String.valueOf(unknown.getMessage()));
				default -> null;
			};
			if (text != null) {
				return Optional.of(text);
			}
		}
		return Optional.empty();
	}

	private static String place(NamedEndpoint host) {
		return host(host.getHostName()) + ((host.getPort() >= 0) ? ":" + host.getPort() : "");
	}

	/** The name alone: the system's message goes on. */
	private static String host(String text) {
		String name = text.replaceFirst(": [A-Z].*", "");
		return name.contains(":") ? "[" + name + "]" : name;
	}

}
