package dev.logarchiver.lines.redaction;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The forms in which a secret may stand that is known by its value. */
final class ExactValue {

	/** The name of what finds them. */
	static final String NAME = "value";

	/** Less stands in innocent text, too. */
	static final int SHORTEST = 8;

	/** In bytes. Its longest form must not be longer than what is held of a line. */
	static final int LONGEST = 8192;

	/** So many bytes of a form are searched for; the others are compared. */
	private static final int SEARCHED = 6;

	private static final int BITS = 6;

	private static final Pattern PERCENT = Pattern.compile("%[0-9A-F]{2}");

	private ExactValue() {
	}

	/**
	 * Requires that a value can be looked for.
	 * @throws IllegalArgumentException if it is too short or too long; the message begins
	 * with how long it is
	 */
	static void requireUsable(String value) {
		String stripped = value.strip();
		int characters = stripped.codePointCount(0, stripped.length());
		if (characters < SHORTEST) {
			throw new IllegalArgumentException("%d characters: what is shorter than %d stands in innocent text, too"
				.formatted(characters, SHORTEST));
		}
		int bytes = stripped.getBytes(StandardCharsets.UTF_8).length;
		if (bytes > LONGEST) {
			throw new IllegalArgumentException("%d bytes: at most %d are looked for".formatted(bytes, LONGEST));
		}
	}

	static Collection<Clue> clues(String value) {
		String stripped = value.strip();
		byte[] bytes = stripped.getBytes(StandardCharsets.UTF_8);
		Map<String, Clue> clues = new LinkedHashMap<>();
		for (String form : written(stripped)) {
			byte[] text = form.getBytes(StandardCharsets.UTF_8);
			clues.putIfAbsent(form, clue(text, (_, from, end) -> Secret.exact(from, end)));
		}
		for (int before = 0; before < 3; before++) {
			byte[] padded = new byte[before + bytes.length];
			System.arraycopy(bytes, 0, padded, before, bytes.length);
			for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
				byte[] encoded = encoder.encode(padded);
				int from = (before * Byte.SIZE + BITS - 1) / BITS;
				byte[] certain = Arrays.copyOfRange(encoded, from, padded.length * Byte.SIZE / BITS);
				clues.putIfAbsent(new String(certain, StandardCharsets.US_ASCII), clue(certain, ExactValue::encoded));
			}
		}
		return clues.values();
	}

	private static Clue clue(byte[] text, Detector detector) {
		return new Clue(NAME, text, 0, Math.min(SEARCHED, text.length), true, detector);
	}

	private static List<String> written(String value) {
		String json = value.replace("\\", "\\\\").replace("\"", "\\\"");
		String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
		List<String> forms = new ArrayList<>(List.of(value, json, json.replace("/", "\\/")));
		Stream.of(url, url.replace("+", "%20")).forEach((each) -> {
			forms.add(each);
			forms.add(PERCENT.matcher(each).replaceAll(ExactValue::lowerCase));
		});
		return forms;
	}

	private static String lowerCase(MatchResult percent) {
		return percent.group().toLowerCase(Locale.ROOT);
	}

	/** The characters beside hold some bits of the value, too. */
	private static Secret encoded(Passage text, int from, int end) {
		int begin = isEncoded(text.at(from - 1)) ? from - 1 : from;
		int last = isEncoded(text.at(end)) ? end + 1 : end;
		while (text.at(last) == '=' && last < end + 2) {
			last++;
		}
		return Secret.exact(begin, last);
	}

	private static boolean isEncoded(int character) {
		return ByteSet.BASE64_URL.has(character) || character == '+' || character == '/';
	}

}
