package dev.logarchiver.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;

/**
 * A log's bytes in the storage, and what is told about them.
 */
final class StoredLog {

	private static final long SINGLE_PART = 8 * 1024 * 1024;

	private final Content content;

	private final int version;

	private final Etag etag;

	private final boolean gzip;

	private final String encoding;

	private @Nullable String tag;

	private StoredLog(Content content, int version, Etag etag, boolean gzip, String encoding) {
		this.content = content;
		this.version = version;
		this.etag = etag;
		this.gzip = gzip;
		this.encoding = encoding;
	}

	static StoredLog of(Content content) {
		return new StoredLog(content, 1, Etag.AS_S3, false, "gzip");
	}

	StoredLog replacedBy(Content other) {
		return new StoredLog(other, this.version + 1, this.etag, this.gzip, this.encoding);
	}

	StoredLog with(Etag other) {
		return new StoredLog(this.content, this.version, other, this.gzip, this.encoding);
	}

	StoredLog gzipEncoded() {
		return new StoredLog(this.content, this.version, this.etag, true, this.encoding);
	}

	/**
	 * The same, packed, under another name of that.
	 */
	StoredLog encoding(String name) {
		return new StoredLog(this.content, this.version, this.etag, this.gzip, name);
	}

	String encoding() {
		return this.encoding;
	}

	Content content() {
		return this.content;
	}

	boolean gzip() {
		return this.gzip;
	}

	Content encoded() {
		return this.gzip ? new Gzipped(this.content) : this.content;
	}

	synchronized @Nullable String tag() {
		if (this.tag == null && this.etag != Etag.NONE) {
			this.tag = makeTag();
		}
		return this.tag;
	}

	private @Nullable String makeTag() {
		String opaque = "opaque-%x-%d".formatted(this.content.size(), this.version);
		return switch (this.etag) {
			case AS_S3 -> quoted((this.content.size() <= SINGLE_PART) ? encoded().digest("MD5") : opaque);
			case MD5 -> quoted(encoded().digest("MD5"));
			case WRONG_MD5 -> quoted("%032x".formatted(this.version));
			case OPAQUE -> quoted(opaque);
			case WEAK -> "W/" + quoted(opaque);
			case NONE -> null;
		};
	}

	private static String quoted(String tag) {
		return '"' + tag + '"';
	}

	/**
	 * Bytes that are compressed while they are sent.
	 */
	private record Gzipped(Content plain) implements Content {

		@Override
		public long size() {
			return -1;
		}

		@Override
		public void writeTo(OutputStream out, long from, long to) throws IOException {
			GZIPOutputStream gzip = new GZIPOutputStream(out, 8192);
			this.plain.writeTo(gzip, 0, this.plain.size());
			gzip.finish();
		}

	}

}
