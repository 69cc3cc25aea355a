package dev.logarchiver.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Text from outside as a metadata value: HTTP headers carry visible ASCII only, so
 * everything else is percent-encoded.
 */
final class MetadataText {

	private static final int ESCAPE_LENGTH = 3;

	private MetadataText() {
	}

	static String encode(String text) {
		StringBuilder encoded = new StringBuilder();
		for (byte character : text.getBytes(StandardCharsets.UTF_8)) {
			if (character > ' ' && character < 0x7f && character != '%') {
				encoded.append((char) character);
			}
			else {
				encoded.append("%%%02X".formatted(character & 0xff));
			}
		}
		return encoded.toString();
	}

	/**
	 * Cuts a text so that its encoded form is no longer than a limit.
	 * @param limit the number of encoded characters
	 * @return the longest beginning that fits, made of whole characters
	 */
	static String cut(String text, int limit) {
		StringBuilder kept = new StringBuilder();
		int length = 0;
		for (int character : text.codePoints().toArray()) {
			String piece = Character.toString(character);
			length += encode(piece).length();
			if (length > limit) {
				break;
			}
			kept.append(piece);
		}
		return kept.toString();
	}

	static String decode(String encoded) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (int i = 0; i < encoded.length(); i++) {
			char character = encoded.charAt(i);
			if (character != '%') {
				bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
				continue;
			}
			if (i + ESCAPE_LENGTH > encoded.length()) {
				throw new IllegalArgumentException("cut percent escape");
			}
			bytes.write(HexFormat.fromHexDigits(encoded, i + 1, i + ESCAPE_LENGTH));
			i += ESCAPE_LENGTH - 1;
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
		}
		catch (CharacterCodingException ex) {
			throw new IllegalArgumentException("not UTF-8", ex);
		}
	}

}
