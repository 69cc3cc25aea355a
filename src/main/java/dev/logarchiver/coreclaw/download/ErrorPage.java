package dev.logarchiver.coreclaw.download;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Recognises what is plainly not a log, though a storage sent it with status 200: an
 * error page or document as a whole. A log that holds one among other lines stays a log.
 */
final class ErrorPage {

	private static final int ANY_CASE = Pattern.CASE_INSENSITIVE;

	/** No error page is larger by far. */
	private static final int LARGEST = 256 * 1024;

	private static final Pattern DECLARATIONS = Pattern.compile("\\A(\\s*(<\\?xml[^>]*\\?>|<!--.*?-->))*\\s*",
			Pattern.DOTALL);

	private static final Pattern HTML = Pattern.compile("\\A<(!doctype html|html)[\\s>]", ANY_CASE);

	private static final Pattern PART_OF_HTML = Pattern.compile("\\A<(head|body|title|h1|center)[\\s>]", ANY_CASE);

	private static final Pattern ERROR = Pattern.compile("\\A<Error(\\s[^>]*)?>\\s*<Code>");

	private static final Set<String> ENVELOPE = Set.of("code", "message", "data", "details", "request_id");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final boolean html;

	private @Nullable ByteArrayOutputStream text = new ByteArrayOutputStream(0);

	/**
	 * Begins with nothing of the text seen.
	 * @param contentType what the storage calls the text
	 */
	ErrorPage(@Nullable String contentType) {
		this.html = contentType != null && contentType.strip().toLowerCase(Locale.ROOT).startsWith("text/html");
	}

	void add(byte[] bytes, int length) {
		if (this.text != null && this.text.size() + length > LARGEST) {
			this.text = null;
		}
		if (this.text != null) {
			this.text.write(bytes, 0, length);
		}
	}

	/**
	 * What the text is, once it is there as a whole.
	 * @return such as {@code an HTML page}; null if it may be a log
	 */
	@Nullable String name() {
		ByteArrayOutputStream whole = this.text;
		if (whole == null || whole.size() == 0) {
			return null;
		}
		String document = whole.toString(StandardCharsets.UTF_8).replace("\ufeff", "").strip();
		return switch (document.isEmpty() ? ' ' : document.charAt(0)) {
			case '<' -> markup(document);
			case '{' -> isEnvelope(document) ? "an answer of the API" : null;
			default -> null;
		};
	}

	private @Nullable String markup(String document) {
		String content = DECLARATIONS.matcher(document).replaceFirst("");
		if (ERROR.matcher(content).lookingAt()
				&& content.indexOf("</Error>") == content.length() - "</Error>".length()) {
			return "an error document";
		}
		boolean whole = withoutComments(content).toLowerCase(Locale.ROOT).endsWith("</html>");
		boolean page = HTML.matcher(content).lookingAt() && (whole || this.html);
		return (page || (this.html && PART_OF_HTML.matcher(content).lookingAt())) ? "an HTML page" : null;
	}

	/** Some servers fill their error pages up with comments at the end. */
	private static String withoutComments(String content) {
		String rest = content;
		while (rest.endsWith("-->") && rest.contains("<!--")) {
			rest = rest.substring(0, rest.lastIndexOf("<!--")).stripTrailing();
		}
		return rest;
	}

	private static boolean isEnvelope(String document) {
		if (!document.contains("\"code\"") || !document.contains("\"message\"")
				|| !document.contains("\"request_id\"")) {
			return false;
		}
		try {
			JsonNode root = JSON.readTree(document);
			return root.isObject() && ENVELOPE.containsAll(root.propertyNames()) && root.path("code").isIntegralNumber()
					&& root.path("message").isString() && root.path("request_id").isString();
		}
		catch (JacksonException ex) {
			// several lines of JSON, such as a log has
			return false;
		}
	}

}
