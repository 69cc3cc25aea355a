package dev.logarchiver.coreclaw.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Supplier;

import dev.logarchiver.coreclaw.download.Download.Complete;
import org.jspecify.annotations.Nullable;

/**
 * One text on its way from its first byte into one sink, by one answer or by several that
 * continue each other. For one thread.
 */
final class Transfer {

	private static final int BUFFER = 64 * 1024;

	private final @Nullable EntityTag tag;

	private final Packing packing;

	private final EncodedBytes encoded;

	private final TextSink text;

	private final ErrorPage page;

	/** How many encoded bytes there are; negative as long as nobody said. */
	private long total;

	private Transfer(StorageAnswer answer, TextSink text, SizeBounds bounds, boolean suspicious) {
		this.tag = answer.tag();
		this.packing = new Packing(answer.codings(), bounds, suspicious);
		this.encoded = new EncodedBytes(answer.tagIsMd5(), bounds);
		this.text = text;
		this.page = new ErrorPage(answer.contentType());
		this.total = answer.length();
	}

	/**
	 * Begins with an answer that holds the whole text.
	 * @param suspicious whether to look if the text itself is packed
	 * @return the transfer, nothing of it received yet
	 * @throws DownloadException if the text is too large, or encoded in an unknown way
	 */
	static Transfer begin(StorageAnswer answer, Supplier<? extends OutputStream> sinks, SizeBounds bounds,
			boolean suspicious) {
		answer.codings();
		bounds.check(answer.length());
		return new Transfer(answer, new TextSink(sinks.get(), bounds), bounds, suspicious);
	}

	/**
	 * Whether the rest can be asked for alone. Only a strong entity tag makes sure that
	 * it is the rest of the same text.
	 */
	boolean isResumable() {
		return received() > 0 && !this.packing.isSaid() && received() == this.text.size() && this.tag != null
				&& this.tag.isStrong() && (this.total < 0 || this.encoded.count() <= this.total);
	}

	long received() {
		return this.encoded.count();
	}

	/** What asks for the rest, or for the whole where it is another text by now. */
	Map<String, String> continuation() {
		if (this.tag == null) {
			throw new IllegalStateException("Without an entity tag there is no continuation");
		}
		return Map.of("Range", "bytes=" + received() + "-", "If-Range", this.tag.text());
	}

	/** Whether an answer holds just what is missing. */
	boolean isContinuedBy(StorageAnswer answer) {
		ContentRange range = answer.range();
		if (range == null || range.first() != received() || !answer.codings().isEmpty()) {
			return false;
		}
		if (answer.tag() != null && !answer.tag().equals(this.tag)) {
			return false;
		}
		if (this.total < 0) {
			this.total = range.total();
		}
		return range.total() < 0 || range.total() == this.total;
	}

	/**
	 * Takes in a body.
	 * @param body what the storage sent, left open
	 * @throws IOException if it can't be read to its end, or is not encoded as stated
	 */
	void receive(InputStream body) throws IOException {
		byte[] buffer = new byte[BUFFER];
		try (InputStream source = this.packing.undo(this.encoded.from(body), received() == 0)) {
			int count = source.read(buffer);
			while (count >= 0) {
				this.text.write(buffer, count);
				this.page.add(buffer, count);
				if (Thread.currentThread().isInterrupted()) {
					throw new InterruptedIOException();
				}
				count = source.read(buffer);
			}
		}
	}

	/** Whether it was taken for packed though nobody said so. */
	boolean isPacked() {
		return this.packing.isFound();
	}

	boolean isWhole() {
		return this.total < 0 || this.total == received();
	}

	/** Whether they are the bytes that the entity tag is the MD5 of, where it is one. */
	boolean isIntact() {
		return this.tag == null || this.encoded.matches(this.tag);
	}

	/**
	 * Whether it is sure that nothing is missing at the end: the size is known, a
	 * checksum fits, or the coding has an end of its own.
	 */
	boolean hasCertainEnd() {
		return this.total >= 0 || this.packing.isSaid() || isPacked() || this.encoded.areHashed();
	}

	boolean isSameAs(Transfer other) {
		return this.text.size() == other.text.size() && this.text.checksum() == other.text.checksum();
	}

	/**
	 * What is plainly not a log, though it came as one.
	 * @return such as {@code an HTML page}; null if it may be a log
	 */
	@Nullable String errorPage() {
		return this.page.name();
	}

	Complete complete() {
		return new Complete((this.tag != null) ? this.tag.text() : null, this.text.size());
	}

}
