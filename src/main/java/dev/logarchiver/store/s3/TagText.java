package dev.logarchiver.store.s3;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Makes of a text what the value of a tag may be: S3 allows letters, digits, spaces and
 * {@code + - = . _ : / @}. The tilde in the name of a Worker becomes a slash; any other
 * character is written as an equals sign and the hexadecimal digits of its bytes.
 */
final class TagText {

	private static final int LONGEST = 256;

	private static final String OTHERS = " +-._:@";

	private TagText() {
	}

	static String of(String text) {
		StringBuilder tag = new StringBuilder();
		text.codePoints().forEach((character) -> {
			String encoded = encoded(character);
			if (tag.length() + encoded.length() <= LONGEST) {
				tag.append(encoded);
			}
		});
		return tag.toString();
	}

	private static String encoded(int character) {
		if (character == '~') {
			return "/";
		}
		if (Character.isLetterOrDigit(character) || OTHERS.indexOf(character) >= 0) {
			return Character.toString(character);
		}
		String digits = HexFormat.ofDelimiter("=")
			.withUpperCase()
			.formatHex(Character.toString(character).getBytes(StandardCharsets.UTF_8));
		return "=" + digits;
	}

}
