package dev.logarchiver.coreclaw.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import org.jspecify.annotations.Nullable;

/** A way in which a text is packed, on its way or where it lies. */
enum Coding {

	/** RFC 1952. */
	GZIP,
	/** RFC 1950, or without its frame, as some servers take it to mean. */
	DEFLATE,
	/** RFC 8878. */
	ZSTD;

	/** What servers say of bytes that are the text itself. */
	private static final Set<String> NONE = Set.of("", "identity", "none", "null", "binary", "8bit", "7bit", "plain",
			"text", "aws-chunked", "amz-1.0", "chunked");

	/** The largest window, 8 MiB, that a sender may expect (RFC 9659). */
	private static final int ZSTD_WINDOW = 23;

	/** The method in the first byte of RFC 1950. */
	private static final int DEFLATED = 8;

	private static final int MOST = 5;

	/**
	 * Reads the header {@code Content-Encoding}.
	 * @return the codings in the order in which they were applied; null if one of them
	 * can't be undone
	 */
	static @Nullable List<Coding> parse(String header) {
		List<Coding> codings = new ArrayList<>();
		for (String part : header.toLowerCase(Locale.ROOT).split(",", -1)) {
			String name = part.strip();
			switch (name) {
				case "gzip", "x-gzip" -> codings.add(GZIP);
				case "deflate", "x-deflate" -> codings.add(DEFLATE);
				case "zstd", "x-zstd" -> codings.add(ZSTD);
				default -> {
					if (!NONE.contains(name) && !isCharset(name)) {
						return null;
					}
				}
			}
		}
		return (codings.size() <= MOST) ? codings : null;
	}

	private static boolean isCharset(String name) {
		try {
			return Charset.isSupported(name);
		}
		catch (IllegalCharsetNameException ex) {
			return false;
		}
	}

	/**
	 * Recognises what is packed by how it begins. No text begins like that, in whatever
	 * letters.
	 * @param start the first bytes, four at most
	 * @return the coding; null if it is none
	 */
	static @Nullable Coding of(byte[] start) {
		if (start.length < 4) {
			return null;
		}
		boolean gzip = start[0] == 0x1f && start[1] == (byte) 0x8b && start[2] == 8 && (start[3] & 0xe0) == 0;
		boolean zstd = Arrays.equals(start, new byte[] { 0x28, (byte) 0xb5, 0x2f, (byte) 0xfd });
		return gzip ? GZIP : zstd ? ZSTD : null;
	}

	/**
	 * Undoes the coding.
	 * @param packed what was packed, not empty
	 * @return the text; an exception of it that isn't the source's means that the source
	 * is not packed so
	 */
	InputStream undo(PackedInput packed) throws IOException {
		return switch (this) {
			case GZIP -> new GzipMembers(packed);
			case DEFLATE -> inflate(packed);
			case ZSTD -> new ZstdInputStreamNoFinalizer(packed).setLongMax(ZSTD_WINDOW);
		};
	}

	private static InputStream inflate(InputStream packed) throws IOException {
		PushbackInputStream source = new PushbackInputStream(packed, 2);
		byte[] start = source.readNBytes(2);
		source.unread(start);
		boolean framed = start.length == 2 && (start[0] & 0x0f) == DEFLATED
				&& (Byte.toUnsignedInt(start[0]) * 256 + Byte.toUnsignedInt(start[1])) % 31 == 0;
		Inflater inflater = new Inflater(!framed);
		return new InflaterInputStream(source, inflater) {

			@Override
			public void close() throws IOException {
				inflater.end();
				super.close();
			}

		};
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
