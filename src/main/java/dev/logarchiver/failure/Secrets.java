package dev.logarchiver.failure;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Hides secrets in what leaves the program as text: those that it was told of, wherever
 * they stand, and whatever stands where secrets do. Libraries print them at low levels.
 */
public final class Secrets {

	private static final String HIDDEN = "***";

	/** What is shorter would hide words that only look the same. */
	private static final int SHORTEST = 6;

	/** Credentials that are renewed every hour must not add up for ever. */
	private static final int MOST = 100;

	private static final String VALUE = "[^\\s\"'\\\\,;&\\]\\[)}<>*]+";

	private static final String SEPARATOR = "\\\\?[\"']?\\s*(?:[:=>]|%3[Dd])\\s*\\[?\\\\?[\"'\\[]?";

	/**
	 * Headers, query parameters, fields of JSON and of XML. A name is looked at from its
	 * first character only: from each of them it took a fifth of a millisecond for a
	 * line.
	 */
	private static final Pattern NAMED = Pattern.compile("(?i)((?:(?:proxy-)?authorization|(?:set-)?cookie"
			+ "|x-amz-credential|credential|(?<![\\w.-])[\\w.-]*(?:signature|password|passwd|secret|token|api[-_.]?key|secret[-_]?access[-_]?key)"
			+ "|sig|pwd)" + SEPARATOR + "(?:(?:bearer|basic|token|aws4-hmac-sha256)\\s+(?:credential=)?)?)" + VALUE);

	private static final Pattern USER_INFO = Pattern.compile("(://[^/\\s:@\"]*):[^/\\s@\"]+@");

	private static final Set<String> KNOWN = new LinkedHashSet<>();

	private static volatile List<String> forms = List.of();

	private Secrets() {
	}

	/**
	 * Hides a secret from now on.
	 * @param secret the secret; nothing that is too short to be one
	 */
	public static synchronized void keep(@Nullable String secret) {
		if (secret == null || secret.strip().length() < SHORTEST || !KNOWN.add(secret.strip())) {
			return;
		}
		if (KNOWN.size() > MOST) {
			KNOWN.remove(KNOWN.iterator().next());
		}
		forms = KNOWN.stream()
			.flatMap(Secrets::forms)
			.distinct()
			.sorted(Comparator.comparingInt(String::length).reversed())
			.toList();
	}

	private static Stream<String> forms(String secret) {
		String json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
		String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
		return Stream.of(secret, json, json.replace("/", "\\/"), url, url.replace("+", "%20"));
	}

	/**
	 * Replaces what is or may be a secret.
	 * @param text any text
	 * @return the text without secrets
	 */
	public static String hide(String text) {
		String hidden = text;
		for (String form : forms) {
			hidden = hidden.replace(form, HIDDEN);
		}
		hidden = NAMED.matcher(hidden).replaceAll("$1" + HIDDEN.replace("$", "\\$"));
		return USER_INFO.matcher(hidden).replaceAll("$1:" + HIDDEN + "@");
	}

}
