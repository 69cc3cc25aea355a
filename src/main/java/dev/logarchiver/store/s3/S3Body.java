package dev.logarchiver.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import dev.logarchiver.store.spool.SpooledLog;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.utils.Md5Utils;

/**
 * A range of a log's compressed bytes as the body of a request, read from the spool each
 * time that the SDK asks for it.
 *
 * @param text the log
 * @param offset where the range begins
 * @param length number of bytes
 */
record S3Body(SpooledLog text, long offset, long length) {

	static final String CONTENT_TYPE = "text/plain; charset=utf-8";

	static S3Body of(SpooledLog text) {
		return new S3Body(text, 0, text.encodedSize());
	}

	RequestBody requestBody() {
		return RequestBody.fromContentProvider(this::open, this.length, CONTENT_TYPE);
	}

	/**
	 * The checksum by which every S3 server notices bytes that changed on the way; others
	 * are ignored by some.
	 * @return the value of {@code Content-MD5}
	 */
	String contentMd5() {
		try {
			return Md5Utils.md5AsBase64(open());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The spooled log can't be read back", ex);
		}
	}

	private InputStream open() {
		try {
			return this.text.open(this.offset, this.length);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The spooled log can't be read back", ex);
		}
	}

}
