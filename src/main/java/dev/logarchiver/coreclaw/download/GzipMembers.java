package dev.logarchiver.coreclaw.download;

import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Gzip of one member or several, read to the very end of what is packed. The JDK's own
 * stream takes the end of the text to be where no whole header follows a member.
 */
final class GzipMembers extends GZIPInputStream {

	private static final int BUFFER = 8 * 1024;

	/** Checksum and size, which end a member. */
	private static final int TRAILER = 8;

	private final PackedInput packed;

	/** How much was packed up to the end of the buffer. */
	private long buffered;

	private boolean reading;

	GzipMembers(PackedInput packed) throws IOException {
		super(packed, BUFFER);
		this.packed = packed;
	}

	/**
	 * The JDK's stream calls this method from within for each further member: as many
	 * empty ones as somebody likes to send would overflow the stack.
	 */
	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		if (this.reading || length == 0) {
			return 0;
		}
		this.reading = true;
		try {
			int count = 0;
			while (count == 0) {
				count = super.read(target, offset, length);
			}
			if (count < 0 && this.packed.count() - this.buffered + this.inf.getRemaining() != TRAILER) {
				throw new ZipException("What follows the last member is not a member");
			}
			return count;
		}
		finally {
			this.reading = false;
		}
	}

	@Override
	protected void fill() throws IOException {
		super.fill();
		this.buffered = this.packed.count();
	}

}
