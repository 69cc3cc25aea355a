package dev.logarchiver.network;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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

	private static final Pattern ILLEGAL_IN_PATHS = Pattern
		.compile("%(?!\\p{XDigit}{2})|[^A-Za-z0-9%\\-_.~!*'();/:@&=+$,]");

	private static final Pattern ILLEGAL_IN_QUERIES = Pattern
		.compile("%(?!\\p{XDigit}{2})|[^A-Za-z0-9%\\-_.~!*'();/:@&=+$,?\\[\\]]");

	private WebAddress() {
	}

	/**
	 * Reads an address.
	 * @param text the address, from its scheme on
	 * @return the same address of legal ASCII characters only, without a fragment
	 * @throws IllegalArgumentException if it is not one; the message doesn't hold it
	 */
	public static URI parse(String text) {
		Matcher web = WEB.matcher(clean(text));
		if (!web.matches()) {
			return uri(clean(text));
		}
		return uri(web.group(1) + "://" + Authority.read(web.group(2).substring(2)) + encoded(web.group(3)));
	}

	/**
	 * Whether a text is an address of http or https.
	 * @param text any text
	 */
	public static boolean isOne(String text) {
		try {
			URI uri = parse(text);
			return host(uri) != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * Reads what an address refers to, such as by a header {@code Location}.
	 * @param base an address that was read
	 * @param text another address, or the part in which it differs
	 * @return the other address
	 * @throws IllegalArgumentException if it is not one; the message doesn't hold it
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
	 * @return the host, as the library for URIs would have it; null when there is none
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
	static IllegalArgumentException bad() {
		// without a cause, whose message would hold the address
		return new IllegalArgumentException("This is not a valid URL");
	}

	/** Encodes a path and a query. */
	private static String encoded(String text) {
		int question = text.indexOf('?');
		return (question < 0) ? encoded(text, ILLEGAL_IN_PATHS) : encoded(text.substring(0, question), ILLEGAL_IN_PATHS)
				+ "?" + encoded(text.substring(question + 1), ILLEGAL_IN_QUERIES);
	}

	private static String encoded(String text, Pattern illegal) {
		return illegal.matcher(text)
			.replaceAll((part) -> URLEncoder.encode(part.group(), StandardCharsets.UTF_8).replace("+", "%20"));
	}

	/** Follows the segments {@code .} and {@code ..} of a path (RFC 3986, 5.2.4). */
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
