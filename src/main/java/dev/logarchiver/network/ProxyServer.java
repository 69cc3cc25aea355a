package dev.logarchiver.network;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import dev.logarchiver.failure.ConfigurationException;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that speaks HTTP. Its text form leaves out user and password.
 *
 * @param host where it is, by scheme, name and port
 * @param user the user that it wants to know
 * @param password that user's password
 */
record ProxyServer(HttpHost host, @Nullable String user, @Nullable String password) {

	private static final int HIGHEST_PORT = 65535;

	/**
	 * Reads a proxy as curl and others do.
	 * @param variable where it is set, for people
	 * @param text such as {@code http://user:password@proxy.example.com:3128}; without
	 * scheme it is http
	 * @return the proxy
	 * @throws ConfigurationException if it is not one, without the text: it may hold a
	 * password
	 */
	static ProxyServer parse(String variable, String text) {
		URI address;
		try {
			address = WebAddress.parse(text.contains("://") ? text : "http://" + text.strip());
		}
		catch (IllegalArgumentException ex) {
			throw bad(variable, "is not a proxy address");
		}
		String scheme = address.getScheme();
		if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
			throw bad(variable, "names a proxy that isn't an http proxy");
		}
		String name = WebAddress.host(address);
		int port = WebAddress.port(address);
		if (name == null || port == 0 || port > HIGHEST_PORT) {
			throw bad(variable, "is not a proxy address");
		}
		String authority = address.getRawAuthority();
		int at = authority.lastIndexOf('@');
		String[] login = (at < 0) ? new String[0] : authority.substring(0, at).split(":", 2);
		HttpHost host = new HttpHost(scheme, bare(name), port);
		return new ProxyServer(host, (login.length > 0) ? decoded(login[0]) : null,
				(login.length > 1) ? decoded(login[1]) : null);
	}

	private static ConfigurationException bad(String variable, String what) {
		return new ConfigurationException(variable + " " + what,
				"set it to something like http://proxy.example.com:3128, or unset it", null);
	}

	private static String bare(String host) {
		return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
	}

	private static String decoded(String text) {
		try {
			return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

	/** Host and port. */
	@Override
	public String toString() {
		return this.host.toHostString();
	}

}
