package dev.logarchiver.store.spool;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * How the bytes of a log are compressed in the store. The same bytes always give the same
 * compressed bytes.
 */
public enum Compression {

	/** Read by everything. */
	GZIP(".log.gz", "gzip"),
	/** Faster and smaller, but not every reader knows it. */
	ZSTD(".log.zst", "zstd"),
	/** The bytes as they are. */
	NONE(".log", null);

	private static final int BUFFER = 64 * 1024;

	/** Objects are 6 % larger than at the usual level 6, for 60 % of the CPU time. */
	private static final int GZIP_LEVEL = 4;

	private static final int ZSTD_LEVEL = 3;

	/**
	 * Half a mebibyte, and tables to match: what is set up for each log is a third of the
	 * usual, and logs, which repeat what is near, get no larger.
	 */
	private static final int ZSTD_WINDOW_LOG = 19;

	private static final int ZSTD_TABLE_LOG = 15;

	private final String extension;

	private final @Nullable String contentEncoding;

	Compression(String extension, @Nullable String contentEncoding) {
		this.extension = extension;
		this.contentEncoding = contentEncoding;
	}

	/**
	 * How the names of such objects end.
	 * @return the ending, with its leading dot
	 */
	public String extension() {
		return this.extension;
	}

	/**
	 * The HTTP {@code Content-Encoding} of such objects.
	 * @return the encoding; empty if the bytes are stored as they are
	 */
	public Optional<String> contentEncoding() {
		return Optional.ofNullable(this.contentEncoding);
	}

	/**
	 * Compresses what is written: gzip always as one member, because browsers show only
	 * the first of several.
	 * @param output where the compressed bytes go; closed with the answer
	 */
	public OutputStream encode(OutputStream output) throws IOException {
		return encoder(output);
	}

	TextEncoder encoder(OutputStream output) throws IOException {
		return switch (this) {
			case GZIP -> new TextEncoder(output, Gzip::new);
			case ZSTD -> new TextEncoder(output, Compression::zstd);
			case NONE -> new TextEncoder(output, (bytes) -> bytes);
		};
	}

	private static OutputStream zstd(OutputStream output) throws IOException {
		return new ZstdOutputStream(output, RecyclingBufferPool.INSTANCE, ZSTD_LEVEL).setChecksum(true)
			.setWindowLog(ZSTD_WINDOW_LOG)
			.setHashLog(ZSTD_TABLE_LOG)
			.setChainLog(ZSTD_TABLE_LOG)
			.setCloseFrameOnFlush(true);
	}

	/**
	 * Undoes {@link #encode}; several compressed texts one after the other are read as
	 * one.
	 * @param input the compressed bytes; closed with the answer
	 * @throws IOException if the input can't be read or is not compressed so
	 */
	public InputStream decode(InputStream input) throws IOException {
		return switch (this) {
			case GZIP -> new GZIPInputStream(input, BUFFER);
			case ZSTD -> new ZstdInputStream(input);
			case NONE -> input;
		};
	}

	/**
	 * Undoes {@link #encode} from an entry point on that is not the beginning.
	 * @param input the compressed bytes from there on; closed with the answer
	 * @throws IOException if the input can't be read or is not compressed so
	 */
	public InputStream enter(InputStream input) throws IOException {
		return switch (this) {
			case GZIP -> new Member(input);
			case ZSTD -> new ZstdInputStream(input);
			case NONE -> input;
		};
	}

	/**
	 * Recognises the compression of an object by its name.
	 * @return the compression; empty if the name is not that of a log
	 */
	public static Optional<Compression> ofExtension(String name) {
		return Arrays.stream(values()).filter((compression) -> name.endsWith(compression.extension)).findFirst();
	}

	/** Gzip at a level of our own, which the class has no parameter for. */
	private static final class Gzip extends GZIPOutputStream {

		Gzip(OutputStream output) throws IOException {
			super(output, BUFFER);
			this.def.setLevel(GZIP_LEVEL);
		}

		/**
		 * Lets what follows refer to nothing before it. First goes out what waits for
		 * room in the buffer, which is more or less according to the pieces in which the
		 * text came.
		 */
		@Override
		public void flush() throws IOException {
			deflate(Deflater.NO_FLUSH);
			deflate(Deflater.FULL_FLUSH);
		}

		private void deflate(int flush) throws IOException {
			int count;
			do {
				count = this.def.deflate(this.buf, 0, this.buf.length, flush);
				this.out.write(this.buf, 0, count);
			}
			while (count == this.buf.length);
		}

	}

	/** The rest of a gzip member, without its head and its checksum. */
	private static final class Member extends InflaterInputStream {

		Member(InputStream input) {
			super(input, new Inflater(true), BUFFER);
		}

		@Override
		public void close() throws IOException {
			super.close();
			this.inf.end();
		}

	}

}
