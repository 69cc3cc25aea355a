package dev.logarchiver.store.spool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

import dev.logarchiver.simulation.RealisticLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Texts around the borders of blocks, which are compressed very differently.
 */
enum LargeText {

	/** As scrapers write. */
	LOG {
		@Override
		byte[] of(int size) {
			return RealisticLog.of(size, size).bytes();
		}
	},

	/** Nothing of it can be compressed away. */
	RANDOM {
		@Override
		byte[] of(int size) {
			byte[] bytes = new byte[size];
			new Random(size).nextBytes(bytes);
			return bytes;
		}
	},

	/** Nearly everything can. */
	REPEATED {
		@Override
		byte[] of(int size) {
			byte[] bytes = new byte[size];
			Arrays.fill(bytes, (byte) 'x');
			return bytes;
		}
	},

	/** Nothing but ends of lines. */
	LINE_FEEDS {
		@Override
		byte[] of(int size) {
			byte[] bytes = new byte[size];
			Arrays.fill(bytes, (byte) '\n');
			return bytes;
		}
	},

	/** Lines of a length that shifts against the blocks. */
	CRLF {
		@Override
		byte[] of(int size) {
			byte[] line = "1 GET https://example.com/\u00fc 200\r\n".getBytes(StandardCharsets.UTF_8);
			byte[] bytes = new byte[size];
			for (int start = 0; start < size; start += line.length) {
				System.arraycopy(line, 0, bytes, start, Math.min(line.length, size - start));
			}
			return bytes;
		}
	};

	private static final int BLOCK = EntryPoints.BLOCK_SIZE;

	private static final int[] SIZES = { 0, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 2 * BLOCK + 1 };

	abstract byte[] of(int size);

	static Stream<Arguments> all() {
		return Stream.of(Compression.values())
			.flatMap((compression) -> Stream.of(values())
				.flatMap((kind) -> Arrays.stream(SIZES)
					.mapToObj((size) -> Arguments.argumentSet(compression + " " + kind + " of " + size, compression,
							kind.of(size)))));
	}

	/**
	 * Compresses a text.
	 * @param pieces how long the pieces are in which it comes; in one where {@code null}
	 */
	static Encoded encode(Compression compression, byte[] text, @Nullable Random pieces) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		TextEncoder encoder = compression.encoder(bytes);
		for (int start = 0; start < text.length;) {
			int piece = Math.min(text.length - start, (pieces != null) ? pieces.nextInt(200_000) : text.length);
			encoder.write(text, start, piece);
			start += piece;
		}
		encoder.close();
		return new Encoded(bytes.toByteArray(), encoder.entries());
	}

	/**
	 * An object.
	 */
	@SuppressWarnings("ArrayRecordComponent")
	record Encoded(byte[] bytes, EntryPoints points) {

	}

}
