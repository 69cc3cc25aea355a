package dev.logarchiver.network;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Which proxy leads where: by the properties of the JVM, else by the variables that
 * nearly every program goes by. In both cases {@code NO_PROXY} counts.
 */
final class Proxies {

	private static final String DEFAULT_EXCEPTIONS = "localhost|127.*|[::1]|0.0.0.0|[::0]";

	private final UnaryOperator<@Nullable String> values;

	private final ProxyExceptions exceptions;

	private final @Nullable ProxyServer http;

	private final @Nullable ProxyServer https;

	/**
	 * Reads what is set.
	 * @param values the value of a variable or of a property of the JVM; null when it
	 * isn't set
	 * @throws dev.logarchiver.failure.ConfigurationException if one is not a proxy
	 */
	Proxies(UnaryOperator<@Nullable String> values) {
		this.values = values;
		String none = either("no_proxy");
		this.exceptions = ProxyExceptions.parse((none != null) ? none : "");
		this.http = ofVariable("http_proxy");
		this.https = ofVariable("https_proxy");
	}

	private @Nullable ProxyServer ofVariable(String name) {
		String value = either(name);
		return (value != null) ? ProxyServer.parse(name.toUpperCase(Locale.ROOT), value) : null;
	}

	/** The variable in small letters, else the one in capitals. */
	private @Nullable String either(String name) {
		String small = set(name);
		return (small != null) ? small : set(name.toUpperCase(Locale.ROOT));
	}

	private @Nullable String set(String name) {
		String value = this.values.apply(name);
		return (value == null || value.isBlank()) ? null : value.strip();
	}

	/**
	 * The proxy on the way to a host.
	 * @param scheme http or https
	 * @param host the host
	 * @param port its port, the scheme's when it is negative
	 * @return the proxy; null when there is none
	 */
	@Nullable ProxyServer to(String scheme, String host, int port) {
		String kind = scheme.toLowerCase(Locale.ROOT);
		boolean secure = kind.equals("https");
		if (this.exceptions.contain(host, (port >= 0) ? port : secure ? 443 : 80)) {
			return null;
		}
		String name = set(kind + ".proxyHost");
		if (name != null) {
			return isException(host) ? null : ofProperties(kind, name);
		}
		// a proxy reaches another machine by such a name
		return isThisMachine(host) ? null : secure ? this.https : this.http;
	}

	private ProxyServer ofProperties(String kind, String name) {
		String port = set(kind + ".proxyPort");
		String user = set(kind + ".proxyUser");
		ProxyServer place = ProxyServer.parse(kind + ".proxyHost and " + kind + ".proxyPort",
				(name.contains(":") ? "[" + name + "]" : name) + ":"
						+ ((port != null) ? port : kind.equals("https") ? "443" : "80"));
		return new ProxyServer(place.host(), (user != null) ? user : set("http.proxyUser"),
				set(((user != null) ? kind : "http") + ".proxyPassword"));
	}

	/** By {@code http.nonProxyHosts}, which holds for https too. */
	private boolean isException(String host) {
		String given = this.values.apply("http.nonProxyHosts");
		String text = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
		return Arrays.stream(((given != null) ? given : DEFAULT_EXCEPTIONS).split("\\|"))
			.map((entry) -> Pattern.quote(entry.strip()).replace("*", "\\E.*\\Q"))
			.anyMatch((pattern) -> Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(text).matches());
	}

	static boolean isThisMachine(String host) {
		String name = host.toLowerCase(Locale.ROOT);
		if (name.equals("localhost") || name.endsWith(".localhost")) {
			return true;
		}
		try {
			return InetAddress.ofLiteral(name).isLoopbackAddress();
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * The proxy that asks for a user and a password.
	 * @param host its host
	 * @param port its port
	 * @return the proxy; null when none with a user is there
	 */
	@Nullable ProxyServer at(String host, int port) {
		for (String scheme : new String[] { "https", "http" }) {
			String name = set(scheme + ".proxyHost");
			ProxyServer variable = scheme.equals("https") ? this.https : this.http;
			ProxyServer proxy = (name != null) ? ofProperties(scheme, name) : variable;
			if (proxy != null && proxy.user() != null && proxy.host().getPort() == port
					&& proxy.host().getHostName().equalsIgnoreCase(host)) {
				return proxy;
			}
		}
		return null;
	}

}
