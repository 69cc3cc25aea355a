package dev.logarchiver.coreclaw.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import dev.logarchiver.network.Watchdog.Watch;
import dev.logarchiver.pace.RetryAfter;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the storage, its body still to be read. Closing it before the body's end
 * gives up the connection: what a storage says instead of a log may have no end.
 *
 * @param url who answered, after all redirects
 * @param response the answer
 * @param watch the watch over its request; from now on, the body has to keep its pace
 * @param pace how fast the body has to come
 */
record StorageAnswer(StorageUrl url, ClassicHttpResponse response, Watch watch, Pace pace) implements AutoCloseable {

	StorageAnswer {
		watch.limit(pace);
	}

	int status() {
		return this.response.getCode();
	}

	/**
	 * Where it redirects to.
	 * @return the header; null if it is not a redirect
	 */
	@Nullable String location() {
		String location = switch (status()) {
			case 301, 302, 303, 307, 308 -> header("Location");
			default -> null;
		};
		return (location != null) ? text(location) : null;
	}

	/**
	 * The library takes bytes for Latin-1; servers write UTF-8. Other bytes are kept as
	 * they are, encoded.
	 */
	private static String text(String header) {
		byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			return header.codePoints()
				.mapToObj((character) -> (character < 128) ? Character.toString(character)
						: "%%%02X".formatted(character))
				.collect(Collectors.joining());
		}
	}

	@Nullable EntityTag tag() {
		String tag = header("ETag");
		return (tag != null) ? new EntityTag(tag.strip()) : null;
	}

	/**
	 * Whether the entity tag is the MD5 of the bytes. Where the storage encrypts them
	 * with a managed or a customer's key, it looks like one but isn't.
	 */
	boolean tagIsMd5() {
		EntityTag tag = tag();
		String encryption = header("x-amz-server-side-encryption");
		encryption = (encryption != null) ? encryption : header("x-oss-server-side-encryption");
		return tag != null && tag.isMd5() && (encryption == null || encryption.equalsIgnoreCase("AES256"))
				&& header("x-amz-server-side-encryption-customer-algorithm") == null;
	}

	@Nullable String contentType() {
		return header("Content-Type");
	}

	@Nullable ContentRange range() {
		return ContentRange.parse(header("Content-Range"));
	}

	/**
	 * How the text is encoded, in the order in which that was done.
	 * @return empty if the bytes are the text's
	 * @throws DownloadException if it can't be undone
	 */
	List<Coding> codings() {
		String header = Arrays.stream(this.response.getHeaders("Content-Encoding"))
			.map(Header::getValue)
			.collect(Collectors.joining(","));
		List<Coding> codings = Coding.parse(header);
		if (codings == null) {
			throw DownloadException.failed("unsupported_encoding", this.url + " sent the text in the content encoding '"
					+ header + "', which was not requested and can't be decoded");
		}
		return codings;
	}

	/**
	 * The header {@code Content-Length}.
	 * @return the number of bytes; negative if there is no such header
	 */
	long length() {
		HttpEntity entity = this.response.getEntity();
		return (entity != null) ? entity.getContentLength() : 0;
	}

	/**
	 * Whether the body says itself where it ends. Else the connection's end is its end,
	 * and one that breaks looks the same.
	 */
	boolean tellsItsEnd() {
		HttpEntity entity = this.response.getEntity();
		return entity == null || entity.getContentLength() >= 0 || entity.isChunked();
	}

	@Nullable Duration retryAfter(Instant now) {
		String value = header("Retry-After");
		return (value != null) ? RetryAfter.parse(value, now) : null;
	}

	InputStream body() throws IOException {
		HttpEntity entity = this.response.getEntity();
		return (entity != null) ? this.pace.measured(entity.getContent()) : InputStream.nullInputStream();
	}

	boolean isOverdue() {
		return this.watch.isOverdue();
	}

	private @Nullable String header(String name) {
		Header header = this.response.getFirstHeader(name);
		return (header != null) ? header.getValue() : null;
	}

	@Override
	public void close() {
		// first, as the response reads on to the end of its body
		this.watch.cancel();
		this.watch.close();
		try {
			this.response.close();
		}
		catch (IOException ex) {
			// all that is wanted of it was read
		}
	}

}
