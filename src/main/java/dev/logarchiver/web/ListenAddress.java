package dev.logarchiver.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.logarchiver.failure.Printable;

/**
 * Where the pages are served.
 *
 * @param address an address of this machine, or the one that stands for all of them
 * @param port 0 for any that is free
 */
public record ListenAddress(InetAddress address, int port) {

	private static final int HIGHEST_PORT = 65535;

	private static final Pattern FORM = Pattern
		.compile("(?:(?<host>\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]*):)?(?<port>\\d{1,5})");

	public ListenAddress {
		if (port < 0 || port > HIGHEST_PORT) {
			throw new IllegalArgumentException("port " + port + " is not between 0 and " + HIGHEST_PORT);
		}
	}

	/**
	 * Reads what a user wrote.
	 * @param text {@code HOST:PORT}, or a port of the loopback address
	 * @throws IllegalArgumentException if it is neither, or there is no such host
	 */
	public static ListenAddress parse(String text) {
		Matcher form = FORM.matcher(text);
		if (!form.matches()) {
			throw new IllegalArgumentException("'" + Printable.escape(text)
					+ "' is not HOST:PORT: give an address such as 127.0.0.1:8080 or [::1]:8080");
		}
		String host = form.group("host");
		try {
			return new ListenAddress(InetAddress.getByName((host == null || host.isEmpty()) ? "127.0.0.1" : host),
					Integer.parseInt(form.group("port")));
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException("there is no host '" + Printable.escape(host) + "'", ex);
		}
	}

	/**
	 * What to type into a browser on this machine.
	 * @param actualPort the port that is listened on
	 */
	public String url(int actualPort) {
		String host = this.address.isAnyLocalAddress() ? "localhost" : this.address.getHostAddress();
		return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + actualPort + "/";
	}

	/** Whether only this machine can reach it. */
	public boolean isLoopback() {
		return this.address.isLoopbackAddress();
	}

}
