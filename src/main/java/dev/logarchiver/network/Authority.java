package dev.logarchiver.network;

import java.net.IDN;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Which host an address names, and which of its ports. What a system could take for
 * another host than this program does is refused.
 */
final class Authority {

	private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^]]*]|[^:]*)(?::(\\d{0,9}))?");

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

	/** What is taken for a number, and so for an address, whatever is in front of it. */
	private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?(?:\\d+|0[xX]\\p{XDigit}*)");

	private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

	private Authority() {
	}

	/**
	 * Reads an authority.
	 * @param text user, host and port as they are written
	 * @return the same in legal ASCII characters
	 * @throws IllegalArgumentException if it is not one
	 */
	static String read(String text) {
		int at = text.lastIndexOf('@');
		Matcher parts = HOST_AND_PORT.matcher(text.substring(at + 1));
		if (!parts.matches()) {
			throw WebAddress.bad();
		}
		String host = parts.group(1);
		return text.substring(0, at + 1) + ((host.isEmpty() || host.startsWith("[")) ? host : name(host))
				+ port(parts.group(2));
	}

	private static String port(@Nullable String digits) {
		return (digits == null || digits.isEmpty()) ? "" : ":" + Integer.parseInt(digits);
	}

	private static String name(String text) {
		String name = NAME.matcher(text).matches() ? text : IDN
			.toASCII(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8), IDN.ALLOW_UNASSIGNED);
		String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
		boolean numeric = NUMERIC.matcher(bare).matches();
		if (!NAME.matcher(name).matches() || (numeric && !IPV4.matcher(bare).matches())) {
			throw WebAddress.bad();
		}
		return numeric ? bare : name;
	}

}
