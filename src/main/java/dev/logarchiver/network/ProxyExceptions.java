package dev.logarchiver.network;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What is reached without a proxy, in the forms that {@code NO_PROXY} has come to have:
 * names with all that is below them, with or without a dot or {@code *.} in front,
 * addresses, ranges of addresses, each with or without a port, and {@code *} for all.
 *
 * @param entries the entries, in lower case
 */
record ProxyExceptions(List<String> entries) {

	static ProxyExceptions parse(String text) {
		return new ProxyExceptions(Arrays.stream(text.toLowerCase(Locale.ROOT).split("[,\\s]+"))
			.filter((entry) -> !entry.isEmpty())
			.toList());
	}

	boolean contain(String host, int port) {
		return this.entries.stream().anyMatch((entry) -> fits(entry, host.toLowerCase(Locale.ROOT), port));
	}

	private static boolean fits(String entry, String host, int port) {
		if (entry.equals("*")) {
			return true;
		}
		String name = entry;
		int colon = entry.lastIndexOf(':');
		if (colon > 0 && (entry.charAt(colon - 1) == ']' || entry.indexOf(':') == colon)) {
			if (!entry.substring(colon + 1).equals(Integer.toString(port))) {
				return false;
			}
			name = entry.substring(0, colon);
		}
		name = name.replaceAll("[\\[\\]]", "").replaceFirst("^\\*?\\.", "").replaceFirst("\\.$", "");
		String bare = host.replaceAll("[\\[\\]]", "").replaceFirst("\\.$", "");
		return bare.equals(name) || bare.endsWith("." + name) || isInRange(name, bare);
	}

	private static boolean isInRange(String range, String host) {
		try {
			return AddressRanges.of(range).contain(InetAddress.ofLiteral(host));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
