package dev.logarchiver.cli.page;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Standard output that knows why it couldn't be written, which other print streams don't
 * say. Always UTF-8.
 */
public final class StandardOutput extends PrintStream {

	/** As systems say it in many languages: the word itself is rarely translated. */
	private static final Pattern NO_READER = Pattern.compile("(?i)\\bpipe\\b|connection reset");

	private final Bytes bytes;

	public StandardOutput(OutputStream stream) {
		this(new Bytes(stream));
	}

	private StandardOutput(Bytes bytes) {
		super(new BufferedOutputStream(bytes), false, StandardCharsets.UTF_8);
		this.bytes = bytes;
	}

	/** Whether nobody reads any more what is written. */
	boolean hasNoReader() {
		flush();
		IOException failure = this.bytes.failure;
		return failure != null && NO_READER.matcher(String.valueOf(failure.getMessage())).find();
	}

	/** Keeps the first failure. */
	private static final class Bytes extends FilterOutputStream {

		private volatile @Nullable IOException failure;

		Bytes(OutputStream stream) {
			super(stream);
		}

		@Override
		public void write(int value) throws IOException {
			write(new byte[] { (byte) value }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			try {
				this.out.write(bytes, offset, length);
			}
			catch (IOException ex) {
				this.failure = (this.failure != null) ? this.failure : ex;
				throw ex;
			}
		}

	}

}
