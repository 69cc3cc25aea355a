package dev.logarchiver.web.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a line as characters: a byte that isn't part of UTF-8 becomes a lone
 * surrogate, so that nothing gets lost and each stands at one place.
 */
final class RawText {

	private static final char FIRST_STRAY = '\uDC00';

	private RawText() {
	}

	static String decode(byte[] bytes, int length) {
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
		ByteBuffer input = ByteBuffer.wrap(bytes, 0, length);
		CharBuffer characters = CharBuffer.allocate(length);
		CoderResult result = decoder.decode(input, characters, true);
		while (!result.isUnderflow()) {
			for (int i = 0; i < result.length(); i++) {
				characters.put((char) (FIRST_STRAY + (input.get() & 0xff)));
			}
			decoder.reset();
			result = decoder.decode(input, characters, true);
		}
		return characters.flip().toString();
	}

	/**
	 * Where to cut bytes, so that no character is cut.
	 * @param most at most so many bytes
	 */
	static int cut(byte[] bytes, int most) {
		int cut = most;
		while (cut > most - 3 && cut > 1 && (bytes[cut] & 0xc0) == 0x80) {
			cut--;
		}
		return ((bytes[cut] & 0xc0) == 0x80) ? most : cut;
	}

	/** A byte that is not UTF-8, or a control character, to be seen. */
	static String escape(int character) {
		if (character >= FIRST_STRAY && character <= FIRST_STRAY + 0xff) {
			return "\\x%02x".formatted(character - FIRST_STRAY);
		}
		return (character < 0x80) ? "\\x%02x".formatted(character) : "\\u%04x".formatted(character);
	}

}
