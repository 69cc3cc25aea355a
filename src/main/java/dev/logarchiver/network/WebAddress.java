package dev.logarchiver.network;

import java.net.IDN;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * An http address as people, servers and spreadsheets write it, read as browsers and curl
 * read it: what no URI may hold is encoded, and what is encoded stays as it is, because
 * somebody may have signed it.
 */
public final class WebAddress {

	private static final Pattern ABSOLUTE = Pattern.compile("(?i)([a-z][a-z0-9+.-]*):(.*)");

	private static final Pattern WEB = Pattern.compile("(?i)(https?):(//[^/?#]*)([^#]*)(#.*)?");

	private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^]]*]|[^:]*)(?::(\\d{0,9}))?");

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

	/** What is taken for a number, and so for an address, whatever is in front of it. */
	private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?(?:\\d+|0[xX]\\p{XDigit}*)");

	private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

	private static final String IN_PATHS = "-_.~!*'();/:@&=+$,";

	private static final String IN_QUERIES = IN_PATHS + "?[]";

	private WebAddress() {
	}

	/**
	 * Reads an address.
	 * @param text the address, from its scheme on
	 * @return the same address of legal ASCII characters only, without a fragment
	 * @throws IllegalArgumentException if it is none; the message doesn't hold it
	 */
	public static URI parse(String text) {
		Matcher web = WEB.matcher(clean(text));
		if (!web.matches()) {
			return uri(clean(text));
		}
		return uri(web.group(1) + "://" + authority(web.group(2).substring(2)) + encoded(web.group(3)));
	}

	/**
	 * Reads what an address refers to, such as by a header {@code Location}.
	 * @param base an address that was read
	 * @param text another address, or the part in which it differs
	 * @return the other address
	 * @throws IllegalArgumentException if it is none; the message doesn't hold it
	 */
	public static URI resolve(URI base, String text) {
		String reference = clean(text);
		if (ABSOLUTE.matcher(reference).matches()) {
			return parse(reference);
		}
		if (reference.startsWith("//")) {
			return parse(base.getScheme() + ":" + reference);
		}
		String part = encoded(reference.replaceFirst("#.*", ""));
		String path = base.getRawPath().isEmpty() ? "/" : base.getRawPath();
		String origin = base.getScheme() + "://" + base.getRawAuthority();
		if (part.isEmpty()) {
			return base;
		}
		if (part.startsWith("?")) {
			return uri(origin + path + part);
		}
		return uri(origin
				+ withoutDots(part.startsWith("/") ? part : path.substring(0, path.lastIndexOf('/') + 1) + part));
	}

	/**
	 * The host of an address, also of one that has characters in it which only the name
	 * servers of the wild permit.
	 * @param address an address that was read
	 * @return the host, as the library for URIs would have it; null where there is none
	 */
	public static @Nullable String host(URI address) {
		if (address.getHost() != null || address.getRawAuthority() == null) {
			return address.getHost();
		}
		String host = address.getRawAuthority().replaceFirst("^.*@", "").replaceFirst(":\\d*$", "");
		return host.isEmpty() ? null : host;
	}

	/**
	 * The port of an address.
	 * @param address an address that was read
	 * @return the port, the scheme's where the address has none
	 */
	public static int port(URI address) {
		Matcher port = Pattern.compile(".*:(\\d+)").matcher(String.valueOf(address.getRawAuthority()));
		if (port.matches()) {
			return Integer.parseInt(port.group(1));
		}
		return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
	}

	private static String clean(String text) {
		return text.strip().replaceAll("[\\t\\r\\n]", "").replaceAll("^[\\x00-\\x20]+|[\\x00-\\x20]+$", "");
	}

	private static URI uri(String text) {
		try {
			return URI.create(text);
		}
		catch (IllegalArgumentException ex) {
			throw bad();
		}
	}

	@SuppressWarnings("ThrowableNotThrown")
	private static IllegalArgumentException bad() {
		// without a cause, whose message would hold the address
		return new IllegalArgumentException("This is no address");
	}

	private static String authority(String text) {
		int at = text.lastIndexOf('@');
		Matcher parts = HOST_AND_PORT.matcher(text.substring(at + 1));
		if (!parts.matches()) {
			throw bad();
		}
		String port = parts.group(2);
		return text.substring(0, at + 1) + host(parts.group(1))
				+ ((port == null || port.isEmpty()) ? "" : ":" + Integer.parseInt(port));
	}

	private static String host(String text) {
		if (text.isEmpty() || text.startsWith("[")) {
			return text;
		}
		String name = NAME.matcher(text).matches() ? text : IDN
			.toASCII(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8), IDN.ALLOW_UNASSIGNED);
		String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
		if (NUMERIC.matcher(bare).matches()) {
			name = bare;
			if (!IPV4.matcher(bare).matches()) {
				throw bad();
			}
		}
		if (!NAME.matcher(name).matches()) {
			throw bad();
		}
		return name;
	}

	/**
	 * Encodes a path and a query.
	 */
	private static String encoded(String text) {
		int question = text.indexOf('?');
		return (question < 0) ? encoded(text, IN_PATHS) : encoded(text.substring(0, question), IN_PATHS) + "?"
				+ encoded(text.substring(question + 1), IN_QUERIES);
	}

	private static String encoded(String text, String permitted) {
		StringBuilder result = new StringBuilder(text.length() + 16);
		for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
			int character = text.codePointAt(i);
			boolean alphanumeric = character < 128 && Character.isLetterOrDigit(character);
			if (alphanumeric || permitted.indexOf(character) >= 0 || isEscape(text, i)) {
				result.appendCodePoint(character);
			}
			else {
				for (byte part : new String(Character.toChars(character)).getBytes(StandardCharsets.UTF_8)) {
					result.append('%').append(HexFormat.of().withUpperCase().toHexDigits(part));
				}
			}
		}
		return result.toString();
	}

	private static boolean isEscape(String text, int start) {
		return text.charAt(start) == '%' && text.length() > start + 2 && HexFormat.isHexDigit(text.charAt(start + 1))
				&& HexFormat.isHexDigit(text.charAt(start + 2));
	}

	/**
	 * Follows the segments {@code .} and {@code ..} of a path (RFC 3986, 5.2.4).
	 */
	private static String withoutDots(String text) {
		int question = text.indexOf('?');
		StringBuilder path = new StringBuilder();
		String[] segments = ((question < 0) ? text : text.substring(0, question)).substring(1).split("/", -1);
		for (int i = 0; i < segments.length; i++) {
			boolean last = i == segments.length - 1;
			switch (segments[i]) {
				case "." -> path.append(last ? "/" : "");
				case ".." -> {
					path.setLength(Math.max(0, path.lastIndexOf("/")));
					path.append(last ? "/" : "");
				}
				default -> path.append('/').append(segments[i]);
			}
		}
		return path + ((question < 0) ? "" : text.substring(question));
	}

}
