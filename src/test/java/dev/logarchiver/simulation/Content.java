package dev.logarchiver.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Bytes that can be sent any number of times from any offset, without being held in
 * memory where they are generated. Implementations are safe for any number of threads.
 */
public interface Content {

	/**
	 * How many bytes these are.
	 * @return the number of bytes; negative where it shows only on writing
	 */
	long size();

	/**
	 * Writes a part of the bytes.
	 * @param out where to write, left open
	 * @param from the first byte's offset
	 * @param to the offset after the last byte
	 * @throws IOException if {@code out} fails
	 */
	void writeTo(OutputStream out, long from, long to) throws IOException;

	/**
	 * The SHA-256 of all bytes.
	 * @return lower case hex digits
	 */
	default String sha256() {
		return digest("SHA-256");
	}

	/**
	 * The digest of all bytes.
	 * @param algorithm a digest of the JDK
	 * @return lower case hex digits
	 */
	default String digest(String algorithm) {
		try {
			MessageDigest digest = MessageDigest.getInstance(algorithm);
			writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest), 0, size());
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalArgumentException(ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * All bytes, for content that fits into memory.
	 * @return the bytes
	 */
	default byte[] bytes() {
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(size()));
			writeTo(bytes, 0, size());
			return bytes.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The UTF-8 bytes of a text.
	 * @param text the text
	 * @return its bytes
	 */
	static Content of(String text) {
		return of(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Bytes in memory.
	 * @param bytes the bytes, not to be changed any more
	 * @return the same bytes
	 */
	static Content of(byte[] bytes) {
		return new Content() {

			@Override
			public long size() {
				return bytes.length;
			}

			@Override
			public void writeTo(OutputStream out, long from, long to) throws IOException {
				out.write(bytes, (int) from, (int) (to - from));
			}

		};
	}

	/**
	 * One byte many times: what a decompression bomb unpacks to.
	 * @param value the byte
	 * @param size how many times
	 * @return the bytes, not held in memory
	 */
	static Content repeated(byte value, long size) {
		byte[] block = new byte[8192];
		java.util.Arrays.fill(block, value);
		return new Content() {

			@Override
			public long size() {
				return size;
			}

			@Override
			public void writeTo(OutputStream out, long from, long to) throws IOException {
				for (long left = to - from; left > 0; left -= block.length) {
					out.write(block, 0, (int) Math.min(left, block.length));
				}
			}

		};
	}

}
